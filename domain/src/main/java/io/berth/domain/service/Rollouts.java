package io.berth.domain.service;

import io.berth.domain.service.ServiceEvent.Change;
import io.berth.domain.service.ServiceEvent.RolloutChanged;
import io.berth.domain.service.ServiceEvent.RolloutStarted;
import io.berth.domain.service.ServiceEvent.RolloutStepped;
import io.berth.domain.service.ServiceEvent.SpecChanged;
import io.berth.domain.spec.RolloutPolicy;
import io.berth.domain.spec.RolloutPolicy.FailureAction;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The next step of a rollout. As in Swarm, {@code parallelism} workers each take a slot, wait until its new task runs,
 * then wait for the delay; after the last slot the rollout is watched for the monitor time.
 */
final class Rollouts {
    private Rollouts() {}

    /** The events that put {@code spec} in place of the present one, with a rollout if tasks must be replaced. */
    static List<ServiceEvent> change(ServiceState state, ServiceSpec spec, Change change, String message) {
        List<ServiceEvent> events = new ArrayList<>();
        long revision = state.revision() + 1;
        events.add(new SpecChanged(revision, spec, change));
        if (isToReplace(state, spec, change)
                && !spec.mode().isJob()
                && !state.slots().isEmpty()) {
            Rollout.Kind kind = switch (change) {
                case UPDATE, SCALE, RESTART -> Rollout.Kind.UPDATE;
                case ROLLBACK, REVERT -> Rollout.Kind.ROLLBACK;
            };
            events.add(new RolloutStarted(revision, kind, state.slots().size(), message));
        }
        return events;
    }

    /** A change of labels or policies ends the rollout that runs, and must take over what that one has not replaced. */
    private static boolean isToReplace(ServiceState state, ServiceSpec spec, Change change) {
        return !SlotTasks.isSame(spec, state.spec()) || (change != Change.SCALE && SlotTasks.hasOutdated(state, spec));
    }

    static List<ServiceEvent> next(ServiceState state, SlotTasks tasks, Instant now) {
        return state.rollout()
                .filter(RolloutTrack::isRunning)
                .map(rollout -> next(state, rollout, tasks, now))
                .orElse(List.of());
    }

    private static List<ServiceEvent> next(ServiceState state, Rollout rollout, SlotTasks tasks, Instant now) {
        RolloutPolicy policy = RolloutTrack.policy(state.spec(), rollout);
        if (isFailed(rollout, policy)) {
            return failed(state, rollout, policy);
        }
        List<Slot> waiting = waiting(rollout, tasks);
        if (waiting.isEmpty()) {
            return isOver(rollout, policy, tasks, now) ? List.of(completed(rollout)) : List.of();
        }
        int free = policy.parallelism() == 0
                ? waiting.size()
                : policy.parallelism() - rollout.progress().busy(policy.delay(), now);
        return free <= 0
                ? List.of()
                : Chunks.of(waiting.subList(0, Math.min(free, waiting.size())), RolloutStepped::new);
    }

    private static boolean isFailed(Rollout rollout, RolloutPolicy policy) {
        return policy.onFailure() != FailureAction.CONTINUE
                && rollout.failed().size() > policy.maxFailureRatio() * rollout.slots();
    }

    private static List<ServiceEvent> failed(ServiceState state, Rollout rollout, RolloutPolicy policy) {
        TaskId task = rollout.failed().stream().min(Comparator.naturalOrder()).orElseThrow();
        String reason = "due to failure or early termination of task " + task;
        if (rollout.kind() == Rollout.Kind.ROLLBACK) {
            return List.of(new RolloutChanged(Rollout.Status.ROLLBACK_PAUSED, "rollback paused " + reason));
        }
        if (policy.onFailure() == FailureAction.ROLLBACK && state.previous() != 0) {
            return change(state, SpecDecisions.previousSpec(state), Change.REVERT, "update rolled back " + reason);
        }
        return List.of(new RolloutChanged(Rollout.Status.PAUSED, "update paused " + reason));
    }

    /** Slots whose turn has not come yet. */
    private static List<Slot> waiting(Rollout rollout, SlotTasks tasks) {
        return outdated(tasks)
                .filter(slot -> rollout.progress().since(slot).isEmpty())
                .toList();
    }

    private static Stream<Slot> outdated(SlotTasks tasks) {
        return tasks.outdated().stream()
                .filter(place -> place.state().isPresent()
                        && !tasks.outdated(place.slot()).isEmpty())
                .map(Place::slot);
    }

    private static boolean isOver(Rollout rollout, RolloutPolicy policy, SlotTasks tasks, Instant now) {
        boolean isReplaced =
                outdated(tasks).findAny().isEmpty() && rollout.progress().open() == 0;
        return isReplaced && !now.isBefore(end(rollout, policy));
    }

    /** Swarm watches one second longer than the delay if that is not shorter than the monitor time. */
    private static Instant end(Rollout rollout, RolloutPolicy policy) {
        Duration watch =
                policy.delay().compareTo(policy.monitor()) >= 0 ? policy.delay().plusSeconds(1) : policy.monitor();
        return rollout.progress().latest().orElse(rollout.startedAt()).plus(watch);
    }

    private static RolloutChanged completed(Rollout rollout) {
        return switch (rollout.kind()) {
            case UPDATE -> new RolloutChanged(Rollout.Status.COMPLETED, "update completed");
            case ROLLBACK -> new RolloutChanged(Rollout.Status.ROLLBACK_COMPLETED, "rollback completed");
        };
    }

    static Optional<Instant> wakeAt(ServiceState state, SlotTasks tasks) {
        return state.rollout().filter(RolloutTrack::isRunning).flatMap(rollout -> {
            RolloutPolicy policy = RolloutTrack.policy(state.spec(), rollout);
            if (waiting(rollout, tasks).isEmpty()) {
                return rollout.progress().open() > 0 ? Optional.empty() : Optional.of(end(rollout, policy));
            }
            // The workers are the last ones that have begun; the first of them to end its delay takes the next slot.
            return rollout.progress().latest(policy.parallelism()).map(since -> since.plus(policy.delay()));
        });
    }
}
