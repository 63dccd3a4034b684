package io.berth.persistence.rocksdb;

import org.rocksdb.RocksDBException;

/**
 * One change to the store. Both methods run on the writer's thread, so what they share needs no lock.
 *
 * @param <T> what the one who asked for it is answered
 */
interface Mutation<T> {
    /**
     * Adds its changes. A runtime exception refuses this mutation alone, and may be thrown only before the first
     * change was added; a {@link RocksDBException} fails the store.
     */
    void stage(Batch batch) throws RocksDBException;

    /** Called once the changes are durable; makes them visible and gives the answer. */
    T committed();
}
