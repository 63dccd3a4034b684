package io.berth.persistence.cassandra;

/**
 * A row of a bucket.
 *
 * @param kind says what the others mean
 * @param name of an entity or shard, or empty
 * @param sequence of an event, a place or an epoch
 * @param place of a listed event in its shard, from 1; time of a snapshot; otherwise the number that the row stands for
 * @param epoch in which it was written
 * @param body may be empty
 */
record LogRow(RowKind kind, String name, long sequence, long place, long epoch, Body body) {
    /** About what a row takes beside its body and name. */
    private static final long OVERHEAD = 64;

    static LogRow number(RowKind kind, String name, long sequence, long number, long epoch) {
        return new LogRow(kind, name, sequence, number, epoch, Body.NONE);
    }

    long weight() {
        return OVERHEAD + name.length() + body.bytes().length;
    }
}
