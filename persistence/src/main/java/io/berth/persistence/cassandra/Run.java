package io.berth.persistence.cassandra;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive entries of one name in the order of a log: events of an entity in the order of its shard, or events of a
 * shard in the one order of all.
 *
 * @param name of the entity or shard
 * @param first sequence number or place
 * @param count of entries
 * @param bytes about their size together; 0 if not known
 */
record Run(String name, long first, int count, long bytes) {
    private static final byte FORMAT = 1;

    long last() {
        return first + count - 1;
    }

    /** The part of it that begins {@code skipped} entries later and has at most {@code max}. */
    Run part(long skipped, long max) {
        int kept = (int) Math.min(count - skipped, max);
        return new Run(name, first + skipped, kept, bytes * kept / count);
    }

    static byte[] toBytes(List<Run> runs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 + 40 * runs.size());
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeInt(runs.size());
            for (Run run : runs) {
                out.writeUTF(run.name);
                out.writeLong(run.first);
                out.writeInt(run.count);
                out.writeLong(run.bytes);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static List<Run> of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte format = in.readByte();
            if (format != FORMAT) {
                throw new IOException("its format is " + format + ", this version reads " + FORMAT);
            }
            int size = in.readInt();
            List<Run> runs = new ArrayList<>(size);
            for (int n = 0; n < size; n++) {
                runs.add(new Run(in.readUTF(), in.readLong(), in.readInt(), in.readLong()));
            }
            return runs;
        } catch (IOException damaged) {
            throw new UncheckedIOException("an entry in the order of a log cannot be read", damaged);
        }
    }
}
