package io.berth.persistence.rocksdb;

import java.nio.ByteBuffer;

/** Keys of fixed width, big-endian so that RocksDB's byte order is the numbers' order. All numbers are positive. */
final class Keys {
    private Keys() {}

    static byte[] of(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    static byte[] of(long first, long second) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(first)
                .putLong(second)
                .array();
    }

    static long first(byte[] key) {
        return ByteBuffer.wrap(key).getLong();
    }

    static long second(byte[] key) {
        return ByteBuffer.wrap(key).getLong(Long.BYTES);
    }
}
