package io.berth.persistence.rocksdb;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The column families of a store. */
enum Table {
    /** Ordinal of the persistence id and sequence number, to the event's bytes. */
    EVENTS(64),
    /** Position, to the key of its event. */
    STREAM(16),
    /** Ordinal, to the persistence id. */
    IDS(4),
    /** Ordinal of the persistence id, to the highest deleted sequence number. */
    DELETES(2),
    /** Ordinal of the persistence id and sequence number, to what {@link SnapshotHeader} says. */
    SNAPSHOTS(8),
    /** Number of the snapshot and of the chunk, to a part of its bytes. */
    CHUNKS(32),
    /** Single facts about the whole store. */
    META(1);

    private final int memoryMegabytes;

    Table(int memoryMegabytes) {
        this.memoryMegabytes = memoryMegabytes;
    }

    byte[] columnFamily() {
        return name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    }

    /** How much of the table is collected in memory before it is written to a file of its own. */
    long memoryBytes() {
        return memoryMegabytes * 1024L * 1024L;
    }
}
