package io.berth.persistence.cassandra;

/** What a row in a bucket is. The numbers are stored. */
enum RowKind {
    /** Consecutive entries of a log in their order: place of the first, to {@link Run}s. */
    ORDER(0),
    /** Entity and sequence number, to the event. */
    EVENT(1),
    /** Entity and sequence number, to the snapshot. */
    SNAPSHOT(2),
    /** Entity, to the highest sequence number deleted. */
    DELETED(3),
    /** Epoch, to the last revision that its owner has written. */
    OWNER(4),
    /** Shard and place of a run's first event, to its position. */
    POSITION(5),
    /** Shard, to the place up to which its events have positions. */
    MERGED(6);

    private final byte number;

    RowKind(int number) {
        this.number = (byte) number;
    }

    byte number() {
        return number;
    }

    /** Whether a row may take the place of one whose bytes are elsewhere. */
    boolean isReplaced() {
        return this == SNAPSHOT;
    }
}
