package io.berth.persistence.rocksdb;

import io.berth.persistence.plugin.StoreFailed;
import io.berth.persistence.query.Bell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer. What waits while a write is on its way to the disk is the next write. After a failed write nothing is
 * written any more: what the disk holds is known again only after a restart.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final StoreSettings settings;
    private final Database database;
    private final Bell bell;
    private final BlockingQueue<Pending<?>> queue = new LinkedBlockingQueue<>();
    private final Thread writer;
    private volatile @Nullable StoreFailed failure;
    private volatile boolean isClosing;
    private volatile boolean isClosed;

    GroupCommit(StoreSettings settings, Database database, Bell bell) {
        this.settings = settings;
        this.database = database;
        this.bell = bell;
        this.writer = Thread.ofPlatform().name("berth-journal-writer").unstarted(this::run);
    }

    void start() {
        writer.start();
    }

    /** Queues a change. Changes are made in the order in which they were queued. */
    <T> CompletableFuture<T> submit(Mutation<T> mutation) {
        Pending<T> pending = new Pending<>(mutation);
        Optional<StoreFailed> refusal = refusal();
        if (refusal.isPresent()) {
            pending.fail(refusal.get());
        } else {
            queue.add(pending);
        }
        if (isClosed) {
            failQueued();
        }
        return pending.answer();
    }

    /** Completes once everything that was queued before it is durable and visible. */
    CompletableFuture<Boolean> barrier() {
        return submit(new Barrier());
    }

    /** Why nothing is written any more, or empty. */
    Optional<StoreFailed> failure() {
        return Optional.ofNullable(failure);
    }

    private Optional<StoreFailed> refusal() {
        return failure()
                .or(() -> isClosing
                        ? Optional.of(new StoreFailed("the journal in " + settings.folder() + " is closed"))
                        : Optional.empty());
    }

    private void run() {
        try {
            do {
                writeGroup(queue.take());
            } while (!isClosing || !queue.isEmpty());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeGroup(Pending<?> first) {
        Optional<StoreFailed> failed = failure();
        if (failed.isPresent()) {
            first.fail(failed.get());
            return;
        }
        List<Pending<?>> group = new ArrayList<>();
        try (Batch batch = new Batch(database)) {
            collect(first, batch, group);
            batch.write();
            group.forEach(Pending::commit);
        } catch (Throwable cause) {
            fail(cause, group);
            return;
        }
        bell.ring();
        group.forEach(Pending::complete);
    }

    private void collect(Pending<?> first, Batch batch, List<Pending<?>> group) throws RocksDBException {
        Pending<?> next = first;
        while (next != null) {
            group.add(next);
            if (!next.stage(batch)) {
                group.removeLast();
            }
            next = batch.bytes() < settings.batchBytes() ? queue.poll() : null;
        }
    }

    private void fail(Throwable cause, List<Pending<?>> group) {
        StoreFailed reason = new StoreFailed(
                "the journal in " + settings.folder() + " is read-only since a write failed (" + cause.getMessage()
                        + "); nothing acknowledged is lost, and whether the failed write was kept shows after a"
                        + " restart: make room on the disk or repair it, then restart",
                cause);
        LOG.error(reason.getMessage(), cause);
        failure = reason;
        group.forEach(pending -> pending.fail(reason));
        failQueued();
    }

    private void failQueued() {
        for (Pending<?> pending = queue.poll(); pending != null; pending = queue.poll()) {
            pending.fail(refusal().orElseThrow());
        }
    }

    /** Writes what is queued and stops. */
    @Override
    public void close() {
        isClosing = true;
        queue.add(new Pending<>(new Barrier()));
        boolean isInterrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException _) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        isClosed = true;
        failQueued();
    }

    /** Writes nothing: its place in the queue is what counts. */
    private static final class Barrier implements Mutation<Boolean> {
        @Override
        public void stage(Batch batch) {}

        @Override
        public Boolean committed() {
            return true;
        }
    }
}
