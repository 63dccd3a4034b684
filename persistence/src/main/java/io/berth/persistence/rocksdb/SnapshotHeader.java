package io.berth.persistence.rocksdb;

import io.berth.persistence.plugin.StoreFailed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the store knows of a snapshot without reading it.
 *
 * @param sequence of the last event in it
 * @param timestamp of the snapshot, in milliseconds since 1970
 * @param number of its chunks' keys, given once
 * @param size of its bytes
 * @param serializer the id of its serializer
 * @param manifest what the serializer calls its type
 */
record SnapshotHeader(long sequence, long timestamp, long number, int size, int serializer, String manifest) {
    private static final byte FORMAT = 1;
    private static final int FIXED = 1 + 2 * Long.BYTES + 2 * Integer.BYTES;

    byte[] toBytes() {
        byte[] text = manifest.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(FIXED + text.length)
                .put(FORMAT)
                .putLong(timestamp)
                .putLong(number)
                .putInt(size)
                .putInt(serializer)
                .put(text)
                .array();
    }

    static SnapshotHeader of(long sequence, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte format = in.get();
        if (format != FORMAT) {
            throw new StoreFailed("a snapshot has format " + format + ", this version reads " + FORMAT);
        }
        return new SnapshotHeader(
                sequence,
                in.getLong(),
                in.getLong(),
                in.getInt(),
                in.getInt(),
                StandardCharsets.UTF_8.decode(in).toString());
    }
}
