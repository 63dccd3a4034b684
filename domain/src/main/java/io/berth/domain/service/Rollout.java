package io.berth.domain.service;

import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The way from one revision to the next, as it stands.
 *
 * @param revision that is rolled out
 * @param kind whether it goes on or back
 * @param status as a client shows it
 * @param message as a client shows it
 * @param startedAt when it began
 * @param endedAt when it was completed or paused, else {@link Instant#MAX}
 * @param slots how many were to be replaced when it began
 * @param progress slots whose replacement has begun
 * @param failed tasks of this rollout that count as failures
 */
public record Rollout(
        long revision,
        Kind kind,
        Status status,
        String message,
        Instant startedAt,
        Instant endedAt,
        int slots,
        Steps progress,
        Set<TaskId> failed) {
    public Rollout {
        failed = Set.copyOf(failed);
    }

    /** With the steps as a map. */
    public Rollout(
            long revision,
            Kind kind,
            Status status,
            String message,
            Instant startedAt,
            Instant endedAt,
            int slots,
            Map<Slot, Instant> steps,
            Set<TaskId> failed) {
        this(revision, kind, status, message, startedAt, endedAt, slots, Steps.of(steps), failed);
    }

    /** Slots whose replacement has begun, and since when their new task runs ({@link Instant#MAX} until then). */
    public Map<Slot, Instant> steps() {
        return progress.map();
    }

    Rollout with(Steps newProgress, Set<TaskId> newFailed) {
        return new Rollout(revision, kind, status, message, startedAt, endedAt, slots, newProgress, newFailed);
    }

    /** The direction. */
    public enum Kind {
        UPDATE,
        ROLLBACK
    }

    /** Swarm's update states. */
    public enum Status {
        UPDATING,
        PAUSED,
        COMPLETED,
        ROLLBACK_STARTED,
        ROLLBACK_PAUSED,
        ROLLBACK_COMPLETED;

        /** The status as Docker's API spells it, such as {@code rollback_started}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
