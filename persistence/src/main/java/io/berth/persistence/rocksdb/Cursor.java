package io.berth.persistence.rocksdb;

import io.berth.persistence.plugin.StoreFailed;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** A walk over one table in the order of its keys. It sees the table as it was when the walk began. */
final class Cursor implements AutoCloseable {
    private final RocksIterator iterator;

    Cursor(RocksIterator iterator) {
        this.iterator = iterator;
    }

    /** Goes to the first entry whose key is not lower. */
    Cursor from(byte[] key) {
        iterator.seek(key);
        return this;
    }

    /** Goes to the last entry whose key is not higher. */
    Cursor downFrom(byte[] key) {
        iterator.seekForPrev(key);
        return this;
    }

    Cursor first() {
        iterator.seekToFirst();
        return this;
    }

    Cursor last() {
        iterator.seekToLast();
        return this;
    }

    /** Whether it stands on an entry; fails if the walk ended because of an error and not at the end of the table. */
    boolean isValid() {
        if (iterator.isValid()) {
            return true;
        }
        try {
            iterator.status();
            return false;
        } catch (RocksDBException failure) {
            throw new StoreFailed("the journal cannot be read: " + failure.getMessage(), failure);
        }
    }

    byte[] key() {
        return iterator.key();
    }

    byte[] value() {
        return iterator.value();
    }

    void next() {
        iterator.next();
    }

    void previous() {
        iterator.prev();
    }

    @Override
    public void close() {
        iterator.close();
    }
}
