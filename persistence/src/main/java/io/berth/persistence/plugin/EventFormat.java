package io.berth.persistence.plugin;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * How the store lays out an event: format (1 byte), position (8), time of the write (8), writer, manifest of the event
 * adapter, the payload, and the metadata if there is any. Numbers are big-endian.
 *
 * @param position in the one order, 0 if the event is unlisted
 * @param timestamp in milliseconds since 1970
 * @param writer Pekko's id of the incarnation that wrote it
 * @param adapterManifest what an event adapter gave, often empty
 */
public record EventFormat(
        long position,
        long timestamp,
        String writer,
        String adapterManifest,
        Payload payload,
        Optional<Payload> metadata) {
    private static final byte FORMAT = 1;
    private static final int HEADER = 1 + Long.BYTES;

    /** Writes the position of an event whose other bytes are done. */
    public static void stamp(byte[] event, long position) {
        ByteBuffer.wrap(event).putLong(1, position);
    }

    /** The position that was stamped into an event, 0 if none was. */
    public static long position(byte[] event) {
        return ByteBuffer.wrap(event).getLong(1);
    }

    /** The first bytes, which are enough for {@link #position}. */
    public static byte[] header(byte[] event) {
        return Arrays.copyOf(event, HEADER);
    }

    /** The bytes to keep. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128 + payload.bytes().length);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeLong(position);
            out.writeLong(timestamp);
            out.writeUTF(writer);
            out.writeUTF(adapterManifest);
            payload.writeTo(out);
            out.writeBoolean(metadata.isPresent());
            if (metadata.isPresent()) {
                metadata.get().writeTo(out);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #toBytes} wrote; fails with {@link StoreFailed} if the bytes are damaged. */
    public static EventFormat of(StoredEvent event) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(event.bytes()))) {
            byte format = in.readByte();
            if (format != FORMAT) {
                throw new IOException("its format is " + format + ", this version reads " + FORMAT);
            }
            return new EventFormat(
                    in.readLong(),
                    in.readLong(),
                    in.readUTF(),
                    in.readUTF(),
                    Payload.readFrom(in),
                    in.readBoolean() ? Optional.of(Payload.readFrom(in)) : Optional.empty());
        } catch (IOException damaged) {
            throw new StoreFailed(
                    "event " + event.sequence() + " of " + event.id() + " cannot be read: " + damaged.getMessage(),
                    damaged);
        }
    }
}
