package io.berth.persistence.codec;

import io.berth.domain.entity.EntityState;
import java.io.NotSerializableException;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Writes the states of entities as snapshots, with manifests such as {@code snapshot.service/1}. */
public final class SnapshotSerializer extends SerializerWithStringManifest {
    /** Stands in stores beside every snapshot: never change it. */
    private static final int IDENTIFIER = 70_102;

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object value) {
        return Formats.SNAPSHOTS.written(value.getClass()).manifest();
    }

    @Override
    public byte[] toBinary(Object value) {
        return Cbor.write(Formats.SNAPSHOTS.written(value.getClass()).codec(), (EntityState) value);
    }

    /**
     * Reads a snapshot of any version that was ever written.
     *
     * @throws NotSerializableException if the manifest is unknown or the bytes are not a state of that type
     */
    @Override
    public EntityState fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        return Cbor.read(Formats.SNAPSHOTS.read(manifest), bytes);
    }
}
