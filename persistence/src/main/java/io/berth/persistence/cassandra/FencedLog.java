package io.berth.persistence.cassandra;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log as this process writes it: one writer, one conditional write on its way, and what waits meanwhile is the next.
 * The log is taken over when it is first needed. A write that fails in any way makes this process forget that it owns the
 * log, and what it knows of it; then only a {@link #present} takes it over again, which recovering entities ask for.
 */
final class FencedLog {
    private static final Logger LOG = LoggerFactory.getLogger(FencedLog.class);
    private static final int CHANGES_AT_ONCE = 3_000;
    private static final int PENDING_OVERHEAD = 200;

    private final String log;
    private final CassandraSettings settings;
    private final Takeover takeover;
    private final FencedWrite write;
    private final LogTable table;
    private final EntityBuckets entities;
    private final LongConsumer advanced;
    private final Executor threads;
    private final Deque<Pending<?>> queue = new ArrayDeque<>();
    private long queued;
    private boolean isRunning;
    private boolean isClosed;

    /** The writer's own, as all below. */
    private @Nullable Owned owned;

    private boolean isLost;
    private long confirmedAt;

    /** {@code advanced} hears of every new tail before its writers are answered. */
    FencedLog(
            String log,
            LogTable table,
            Takeover takeover,
            EntityBuckets entities,
            LongConsumer advanced,
            Executor threads) {
        this.log = log;
        this.settings = table.cql().settings();
        this.table = table;
        this.takeover = takeover;
        this.write = new FencedWrite(table, log);
        this.entities = entities;
        this.advanced = advanced;
        this.threads = threads;
    }

    /** Queues a change. Changes are made in the order in which they were queued. */
    <T> CompletableFuture<T> submit(Mutation<T> mutation) {
        Pending<T> pending = new Pending<>(mutation, Deadline.in(settings.patience()));
        synchronized (queue) {
            if (isClosed) {
                pending.fail(new JournalUnavailable("the journal at " + settings.address() + " is closed"));
                return pending.answer();
            }
            if (queued + pending.weight() > settings.limits().queue() && !queue.isEmpty()) {
                pending.fail(new JournalUnavailable(
                        ("%s has %d bytes of writes waiting for the journal at %s, more than its queue-bytes allow;"
                                        + " nothing was written, try again later")
                                .formatted(LogNames.spoken(log), queued, settings.address())));
                return pending.answer();
            }
            queue.add(pending);
            queued += pending.weight() + PENDING_OVERHEAD;
            if (!isRunning) {
                isRunning = true;
                threads.execute(this::run);
            }
        }
        return pending.answer();
    }

    /**
     * Completes with the epoch in which this process owned the log at some moment after the question, once all that was
     * queued before is settled. Takes the log over if need be.
     */
    CompletableFuture<Long> present() {
        return submit(new EpochQuestion(true));
    }

    private void run() {
        for (Pending<?> head = head(); head != null; head = head()) {
            try {
                serve(head);
            } catch (RuntimeException failure) {
                lose(failure);
                poll();
                head.fail(failure);
            }
        }
    }

    /** The oldest that waits, or null if this was all. */
    private @Nullable Pending<?> head() {
        synchronized (queue) {
            isRunning = !queue.isEmpty();
            if (!isRunning) {
                queue.notifyAll();
            }
            return queue.peek();
        }
    }

    private @Nullable Pending<?> poll() {
        synchronized (queue) {
            Pending<?> pending = queue.poll();
            if (pending != null) {
                queued -= pending.weight() + PENDING_OVERHEAD;
            }
            return pending;
        }
    }

    private void serve(Pending<?> head) {
        if (owned == null && isLost && !head.isCheck()) {
            throw Fenced.notRecovered(LogNames.spoken(log), "an entity");
        }
        if (owned == null) {
            long began = System.nanoTime();
            owned = takeover.take(head.deadline());
            confirmedAt = began;
            isLost = false;
            LOG.debug("{} taken over with epoch {}", log, owned.fence().epoch());
        } else if (owned.fence().weight() >= settings.limits().bucket()) {
            roll(owned);
        } else if (head.isCheck() && !head.isOlderThan(confirmedAt)) {
            confirm(owned);
        } else if (head.deadline().isOver()) {
            poll();
            head.fail(new JournalUnavailable(
                    "a write to %s has waited longer than %d ms for the journal at %s, and was not made"
                            .formatted(LogNames.spoken(log), settings.patience().toMillis(), settings.address())));
        } else {
            append(owned);
        }
    }

    private void confirm(Owned mine) {
        long began = System.nanoTime();
        boolean isMine = table.fence(log, mine.bucket())
                .filter(fence -> fence.isOf(mine.fence()) && !fence.isClosed())
                .isPresent();
        if (isMine) {
            confirmedAt = began;
        } else {
            owned = null;
            isLost = true;
        }
    }

    private void roll(Owned full) {
        Fence closed = full.fence().closed();
        try {
            if (write.make(full, closed, List.of()) == FencedWrite.Made.KEPT) {
                owned = takeover.next(new Owned(full.bucket(), closed), Deadline.in(settings.patience()));
                return;
            }
            lose(Fenced.by(log, full.fence().epoch(), -1));
        } catch (Fenced | OutcomeUnknown | JournalUnavailable failure) {
            lose(failure);
        }
    }

    private void append(Owned mine) {
        Staging staging = new Staging(mine);
        List<Pending<?>> group = new ArrayList<>();
        try {
            collect(staging, group);
            long began = System.nanoTime();
            if (!staging.isEmpty()) {
                entities.note(mine, staging.entities());
                FencedWrite.Made made = write.make(mine, staging.next(), staging.changes());
                owned = new Owned(mine.bucket(), staging.next());
                confirmedAt = began;
                if (made == FencedWrite.Made.LOST) {
                    lose(Fenced.by(log, mine.fence().epoch(), -1));
                }
            }
            group.forEach(Pending::commit);
        } catch (RuntimeException failure) {
            lose(failure);
            group.forEach(pending -> pending.fail(failure));
            return;
        }
        if (staging.next().tail() > mine.fence().tail()) {
            advanced.accept(staging.next().tail());
        }
        group.forEach(Pending::complete);
    }

    private void collect(Staging staging, List<Pending<?>> group) {
        do {
            Pending<?> next = poll();
            if (next == null) {
                break;
            }
            group.add(next);
            if (!next.stage(staging)) {
                group.removeLast();
            }
        } while (staging.weight() < settings.limits().batch() && staging.size() < CHANGES_AT_ONCE && !isCheckNext());
    }

    /** A check is answered by a look at the log after it was asked. */
    private boolean isCheckNext() {
        synchronized (queue) {
            Pending<?> next = queue.peek();
            return next != null && next.isCheck() && !next.isOlderThan(confirmedAt);
        }
    }

    private void lose(RuntimeException cause) {
        if (owned != null) {
            LOG.warn("{} is lost to this process: {}", log, cause.getMessage());
        }
        owned = null;
        isLost = true;
    }

    /** Makes what is queued and takes no more. */
    void close() {
        boolean isInterrupted = false;
        synchronized (queue) {
            isClosed = true;
            while (isRunning) {
                try {
                    queue.wait();
                } catch (InterruptedException _) {
                    isInterrupted = true;
                }
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
