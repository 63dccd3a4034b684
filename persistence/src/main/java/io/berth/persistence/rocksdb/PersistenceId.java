package io.berth.persistence.rocksdb;

/** A persistence id with its ordinal, and what the writer knows of its events. */
final class PersistenceId {
    private static final long UNKNOWN = -1;

    private final long ordinal;
    private final String name;
    /** The highest sequence number written or on its way; the writer's own. */
    private long staged = UNKNOWN;
    /** The highest sequence number deleted since the store was opened; the writer's own. */
    private long deleted;
    /** The highest sequence number made durable since the store was opened. */
    private volatile long durable;

    PersistenceId(long ordinal, String name) {
        this.ordinal = ordinal;
        this.name = name;
    }

    long ordinal() {
        return ordinal;
    }

    String name() {
        return name;
    }

    boolean isStagedKnown() {
        return staged != UNKNOWN;
    }

    long staged() {
        return staged;
    }

    void stage(long sequence) {
        staged = sequence;
    }

    long deleted() {
        return deleted;
    }

    void delete(long sequence) {
        deleted = sequence;
    }

    long durable() {
        return durable;
    }

    void commit(long sequence) {
        durable = sequence;
    }
}
