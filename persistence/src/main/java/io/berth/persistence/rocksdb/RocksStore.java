package io.berth.persistence.rocksdb;

import io.berth.persistence.plugin.StoreFailed;
import io.berth.persistence.query.Bell;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded store: events, their one order and snapshots in one folder, which no second store can open. Every write
 * that was acknowledged is on the disk; what was not acknowledged is there wholly or not at all.
 */
public final class RocksStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RocksStore.class);

    private final StoreSettings settings;
    private final Database database;
    private final ExecutorService readers;
    private final ExecutorService encoders;
    private final Bell bell = new Bell();
    private final GroupCommit commit;
    private final PersistenceIds ids;
    private final EventStream stream;
    private final EventTable events;
    private final SnapshotTable snapshots;

    private RocksStore(StoreSettings settings, Database database) {
        this.settings = settings;
        this.database = database;
        this.commit = new GroupCommit(settings, database, bell);
        this.ids = new PersistenceIds(database);
        this.stream = new EventStream(database, ids, settings);
        this.events = new EventTable(database, commit, ids, stream);
        this.snapshots = new SnapshotTable(database, commit, ids, settings.chunkBytes());
        this.readers = threads("berth-journal-reader-", settings.readers());
        this.encoders = threads("berth-journal-encoder-", settings.encoders());
    }

    private static ExecutorService threads(String name, int count) {
        return Executors.newFixedThreadPool(
                count, Thread.ofPlatform().name(name, 0).daemon().factory());
    }

    /** Opens or creates the store. Fails with {@link StoreFailed} if the folder is in use, damaged or not writable. */
    public static RocksStore open(StoreSettings settings) {
        Database database = Database.open(settings.folder(), settings.isSynced());
        try {
            RocksStore store = new RocksStore(settings, database);
            store.snapshots.removeOrphans();
            store.commit.start();
            LOG.info(
                    "journal {} opened: {} persistence ids, newest position {}",
                    settings.folder(),
                    store.ids.count(),
                    store.stream.latest());
            return store;
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    /** Why the store refuses all writes until a restart, or empty if it does not. */
    public Optional<StoreFailed> failure() {
        return commit.failure();
    }

    EventTable events() {
        return events;
    }

    EventStream stream() {
        return stream;
    }

    SnapshotTable snapshots() {
        return snapshots;
    }

    PersistenceIds ids() {
        return ids;
    }

    Bell bell() {
        return bell;
    }

    ExecutorService readers() {
        return readers;
    }

    /** Reads on a reader's thread. */
    <T> CompletableFuture<T> read(Supplier<T> reading) {
        return CompletableFuture.supplyAsync(reading, readers);
    }

    /** Reads on a reader's thread, once everything that was written before is visible. */
    <T> CompletableFuture<T> readAfterWrites(Supplier<T> reading) {
        // A failed store is still read: its entities go on answering, they only cannot change.
        return commit.barrier().exceptionally(_ -> false).thenApplyAsync(_ -> reading.get(), readers);
    }

    /** Serializes off the caller's thread. */
    <T> CompletableFuture<T> encode(Supplier<T> encoding) {
        return CompletableFuture.supplyAsync(encoding, encoders);
    }

    /** Writes what was queued, ends all reads, and frees the folder. */
    @Override
    public void close() {
        encoders.shutdown();
        commit.close();
        readers.shutdown();
        await(encoders);
        await(readers);
        database.close();
        LOG.info("journal {} closed", settings.folder());
    }

    /** Closing the database under a running read would crash the process, so this waits as long as it takes. */
    private static void await(ExecutorService executor) {
        boolean isInterrupted = false;
        while (!executor.isTerminated()) {
            try {
                if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
                    LOG.warn("the journal waits for a read to end before it closes");
                }
            } catch (InterruptedException _) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
