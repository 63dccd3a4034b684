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
 * @param steps slots whose replacement has begun, and since when their new task runs ({@link Instant#MAX} until then)
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
        Map<Slot, Instant> steps,
        Set<TaskId> failed) {
    public Rollout {
        steps = Steps.of(steps).map();
        failed = Set.copyOf(failed);
    }

    /** The steps, to be changed. */
    Steps progress() {
        return Steps.of(steps);
    }

    Rollout with(Steps newProgress, Set<TaskId> newFailed) {
        return new Rollout(revision, kind, status, message, startedAt, endedAt, slots, newProgress.map(), newFailed);
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
