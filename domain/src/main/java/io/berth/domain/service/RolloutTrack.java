package io.berth.domain.service;

import io.berth.domain.service.ServiceEvent.RolloutStarted;
import io.berth.domain.spec.RolloutPolicy;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** How a rollout's record changes with what happens. */
final class RolloutTrack {
    private RolloutTrack() {}

    static RolloutPolicy policy(ServiceSpec spec, Rollout rollout) {
        return switch (rollout.kind()) {
            case UPDATE -> spec.update();
            case ROLLBACK -> spec.rollback();
        };
    }

    static boolean isRunning(Rollout rollout) {
        return switch (rollout.status()) {
            case UPDATING, ROLLBACK_STARTED -> true;
            case PAUSED, COMPLETED, ROLLBACK_PAUSED, ROLLBACK_COMPLETED -> false;
        };
    }

    /** Slots without a task take part from the beginning: they are about to be filled with the new revision. */
    static Rollout started(RolloutStarted event, Collection<Slot> unfilled, Instant at) {
        Steps steps = Steps.NONE;
        for (Slot slot : unfilled) {
            steps = steps.with(slot, Instant.MAX);
        }
        Rollout.Status status = switch (event.kind()) {
            case UPDATE -> Rollout.Status.UPDATING;
            case ROLLBACK -> Rollout.Status.ROLLBACK_STARTED;
        };
        return new Rollout(
                event.revision(),
                event.kind(),
                status,
                event.message(),
                at,
                Instant.MAX,
                event.slots(),
                steps.map(),
                Set.of());
    }

    static Rollout stepped(Rollout rollout, Collection<Slot> slots) {
        Steps steps = rollout.progress();
        for (Slot slot : slots) {
            steps = steps.since(slot).isPresent() ? steps : steps.with(slot, Instant.MAX);
        }
        return rollout.with(steps, rollout.failed());
    }

    /** Slots that are no more hold nothing up. */
    static Rollout without(Rollout rollout, Collection<Slot> slots) {
        Steps steps = rollout.progress();
        for (Slot slot : slots) {
            steps = steps.without(slot);
        }
        return rollout.with(steps, rollout.failed());
    }

    static Rollout changed(Rollout rollout, Rollout.Status status, String message, Instant at) {
        boolean isOver = status != Rollout.Status.UPDATING && status != Rollout.Status.ROLLBACK_STARTED;
        // Resuming forgives: what had failed before would pause the rollout again at once.
        Set<TaskId> failed = isOver ? rollout.failed() : Set.of();
        return new Rollout(
                rollout.revision(),
                rollout.kind(),
                status,
                message,
                rollout.startedAt(),
                isOver ? at : Instant.MAX,
                rollout.slots(),
                rollout.steps(),
                failed);
    }

    /**
     * Counts a task of the present spec as running or, if it ended by itself not later than {@code monitor} after,
     * failed.
     */
    static Rollout observed(Rollout rollout, Task task, Duration monitor, Instant at) {
        Instant since = rollout.progress().since(task.slot()).orElse(null);
        if (since == null || !task.isWanted()) {
            return rollout;
        }
        TaskState state = task.status().state();
        if (state == TaskState.RUNNING) {
            return since.equals(Instant.MAX) ? at(rollout, task.slot(), at, rollout.failed()) : rollout;
        }
        boolean endedByItself = state.isTerminal() && state != TaskState.LOST && state != TaskState.REMOVED;
        if (!endedByItself) {
            return rollout;
        }
        boolean isEarly = since.equals(Instant.MAX) || !at.isAfter(since.plus(monitor));
        Set<TaskId> failed = new HashSet<>(rollout.failed());
        if (isEarly) {
            failed.add(task.id());
        }
        return at(rollout, task.slot(), since.equals(Instant.MAX) ? at : since, failed);
    }

    private static Rollout at(Rollout rollout, Slot slot, Instant since, Set<TaskId> failed) {
        return rollout.with(rollout.progress().with(slot, since), failed);
    }
}
