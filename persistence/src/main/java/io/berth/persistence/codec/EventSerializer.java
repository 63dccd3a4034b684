package io.berth.persistence.codec;

import io.berth.domain.entity.Recorded;
import java.io.NotSerializableException;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Writes recorded events for the journal. The manifest is the event's type as {@link
 * io.berth.domain.entity.Journaled#type()} spells it and a version, such as {@code service.tasks-assigned/1}; secrets
 * and configs share {@code vault} as first part.
 */
public final class EventSerializer extends SerializerWithStringManifest {
    /** Stands in journals beside every event: never change it. */
    private static final int IDENTIFIER = 70_101;

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object value) {
        return Formats.EVENTS.written(((Recorded<?>) value).event().getClass()).manifest();
    }

    @Override
    public byte[] toBinary(Object value) {
        Recorded<?> recorded = (Recorded<?>) value;
        return Cbor.write(Formats.EVENTS.written(recorded.event().getClass()).codec(), recorded);
    }

    /**
     * Reads an event of any version that was ever written.
     *
     * @throws NotSerializableException if the manifest is unknown or the bytes are not an event of that type
     */
    @Override
    public Recorded<?> fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        return Cbor.read(Formats.EVENTS.read(manifest), bytes);
    }
}
