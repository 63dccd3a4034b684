package io.berth.persistence.cassandra;

import io.berth.persistence.plugin.Payload;
import io.berth.persistence.plugin.StoreFailed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** How a snapshot is laid out: format (1 byte) and the payload. */
final class SnapshotFormat {
    private static final byte FORMAT = 1;

    private SnapshotFormat() {}

    static byte[] toBytes(Payload payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + payload.bytes().length);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            payload.writeTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static Payload of(LogRow row, byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte format = in.readByte();
            if (format != FORMAT) {
                throw new IOException("its format is " + format + ", this version reads " + FORMAT);
            }
            return Payload.readFrom(in);
        } catch (IOException damaged) {
            throw new StoreFailed(
                    "snapshot %d of %s cannot be read: %s".formatted(row.sequence(), row.name(), damaged.getMessage()),
                    damaged);
        }
    }
}
