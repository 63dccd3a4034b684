package io.berth.persistence.rocksdb;

import java.util.Arrays;
import java.util.Optional;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** What one group of mutations will write, all or nothing. */
final class Batch implements AutoCloseable {
    private final Database database;
    private final WriteBatch changes = new WriteBatch();

    Batch(Database database) {
        this.database = database;
    }

    void put(Table table, byte[] key, byte[] value) throws RocksDBException {
        changes.put(database.table(table), key, value);
    }

    void delete(Table table, byte[] key) throws RocksDBException {
        changes.delete(database.table(table), key);
    }

    /** What the table held before this batch. */
    Optional<byte[]> stored(Table table, byte[] key) {
        return database.get(table, key);
    }

    /** Deletes what the table held before this batch from one key on, up to another that stays. */
    void deleteStored(Table table, byte[] from, byte[] to) throws RocksDBException {
        try (Cursor cursor = database.scan(table).from(from)) {
            for (; cursor.isValid() && Arrays.compareUnsigned(cursor.key(), to) < 0; cursor.next()) {
                delete(table, cursor.key());
            }
        }
    }

    int changes() {
        return changes.count();
    }

    long bytes() {
        return changes.getDataSize();
    }

    void write() throws RocksDBException {
        if (changes.count() > 0) {
            database.write(changes);
        }
    }

    @Override
    public void close() {
        changes.close();
    }
}
