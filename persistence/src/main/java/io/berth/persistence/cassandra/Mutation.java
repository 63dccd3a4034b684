package io.berth.persistence.cassandra;

/**
 * One change to a log. Both methods run on the log's writer, so what they share needs no lock.
 *
 * @param <T> what the one who asked for it is answered
 */
interface Mutation<T> {
    /** About the bytes that it holds while it waits. */
    long weight();

    /**
     * Adds its changes. A runtime exception refuses this mutation alone, and may be thrown only before the first change
     * was added.
     */
    void stage(Staging staging);

    /** Called once the changes are made, and gives the answer. */
    T committed();
}
