package io.berth.persistence.cassandra;

import com.datastax.oss.driver.api.core.DriverException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes this process the owner of a log: raises the epoch of its open bucket, or opens the next one with a higher epoch.
 * From then on no earlier owner can write.
 */
final class Takeover {
    private final LogTable table;
    private final HintTable hints;
    private final String log;
    private final Opening opening;

    /** What a bucket begins with. */
    interface Opening {
        /** An empty bucket. */
        Opening EMPTY = (_, _) -> List.of();

        /** The rows of a bucket that follows {@code previous}. */
        List<Change> rows(int previous, long epoch);
    }

    Takeover(LogTable table, HintTable hints, String log, Opening opening) {
        this.table = table;
        this.hints = hints;
        this.log = log;
        this.opening = opening;
    }

    /** Takes the log from whoever has it. Fails with {@link JournalUnavailable} if it cannot before the deadline. */
    Owned take(Deadline deadline) {
        Attempt attempt = new Attempt(deadline);
        for (int number = 1; true; number++) {
            try {
                Owned taken = attempt.run();
                if (taken != null) {
                    return taken;
                }
            } catch (DriverException failure) {
                if (Cql.isFinal(failure) || deadline.isOver()) {
                    throw table.cql().unavailable("taken over", failure);
                }
                deadline.pause(number);
            }
        }
    }

    /** Opens the bucket behind a closed one that this process has closed. Fails with {@link Fenced} if it was taken. */
    Owned next(Owned closed, Deadline deadline) {
        int bucket = closed.bucket() + 1;
        Fence first = Fence.opening(
                closed.fence().epoch(), closed.fence().holder(), closed.fence().tail());
        for (int number = 1; true; number++) {
            try {
                if (open(bucket, first, deadline)) {
                    return new Owned(bucket, first);
                }
                long theirs = table.settledFence(log, bucket).map(Fence::epoch).orElse(first.epoch());
                throw Fenced.by(LogNames.spoken(log), first.epoch(), theirs);
            } catch (DriverException failure) {
                if (Cql.isFinal(failure) || deadline.isOver()) {
                    throw table.cql().unavailable("continued", failure);
                }
                deadline.pause(number);
            }
        }
    }

    /** Opens a bucket, or finds that an earlier attempt has. */
    private boolean open(int bucket, Fence first, Deadline deadline) {
        hints.noteBucket(log, bucket, first.base());
        List<Change> rows = bucket == 0 ? List.of() : opening.rows(bucket - 1, first.epoch());
        return table.open(log, bucket, first, rows, within(deadline)).isApplied()
                || table.settledFence(log, bucket)
                        .filter(fence -> fence.isOf(first) && fence.revision() == 0)
                        .isPresent();
    }

    private java.time.Duration within(Deadline deadline) {
        return deadline.leftUpTo(table.cql().settings().attemptWithin());
    }

    /** One takeover, which may need several tries. */
    private final class Attempt {
        private final Deadline deadline;
        private final UUID holder = UUID.randomUUID();
        private int bucket = -1;

        Attempt(Deadline deadline) {
            this.deadline = deadline;
        }

        /** Tries once; null if there was something to learn instead. */
        @Nullable
        Owned run() {
            if (bucket < 0) {
                var known = hints.buckets(log);
                bucket = known.isEmpty() ? 0 : known.lastKey();
            }
            Optional<Fence> found = table.settledFence(log, bucket);
            if (found.isEmpty()) {
                return begin();
            }
            Fence fence = found.get();
            if (fence.isClosed()) {
                bucket++;
                return null;
            }
            if (fence.holder().equals(holder)) {
                return new Owned(bucket, fence);
            }
            // Whatever the answer is, the next try sees who holds it now.
            var _ = table.raise(log, bucket, fence, fence.epoch() + 1, holder, within(deadline));
            return null;
        }

        private @Nullable Owned begin() {
            if (bucket == 0) {
                return begin(Fence.opening(1, holder, 0));
            }
            Optional<Fence> before = table.settledFence(log, bucket - 1);
            if (before.isEmpty() || !before.get().isClosed()) {
                // The hint came before the bucket, whose opening was cut short.
                bucket--;
                return null;
            }
            return begin(
                    Fence.opening(before.get().epoch() + 1, holder, before.get().tail()));
        }

        private @Nullable Owned begin(Fence first) {
            return open(bucket, first, deadline) ? new Owned(bucket, first) : null;
        }
    }
}
