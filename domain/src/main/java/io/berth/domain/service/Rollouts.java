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
        List<Slot> waiting = waiting(state, rollout, tasks);
        if (waiting.isEmpty()) {
            return isOver(state, rollout, policy, tasks, now) ? List.of(completed(rollout)) : List.of();
        }
        int free = policy.parallelism() == 0 ? waiting.size() : policy.parallelism() - busy(rollout, policy, now);
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
    private static List<Slot> waiting(ServiceState state, Rollout rollout, SlotTasks tasks) {
        return state.slots().keySet().stream()
                .filter(slot -> !rollout.steps().containsKey(slot)
                        && !tasks.outdated(slot).isEmpty())
                .toList();
    }

    private static int busy(Rollout rollout, RolloutPolicy policy, Instant now) {
        return (int) rollout.steps().values().stream()
                .filter(since -> since.equals(Instant.MAX) || now.isBefore(since.plus(policy.delay())))
                .count();
    }

    private static boolean isOver(
            ServiceState state, Rollout rollout, RolloutPolicy policy, SlotTasks tasks, Instant now) {
        boolean isReplaced = state.slots().keySet().stream()
                .allMatch(slot -> tasks.outdated(slot).isEmpty()
                        && !Instant.MAX.equals(rollout.steps().get(slot)));
        return isReplaced && !now.isBefore(end(state, rollout, policy));
    }

    /** Swarm watches one second longer than the delay if that is not shorter than the monitor time. */
    private static Instant end(ServiceState state, Rollout rollout, RolloutPolicy policy) {
        Duration watch =
                policy.delay().compareTo(policy.monitor()) >= 0 ? policy.delay().plusSeconds(1) : policy.monitor();
        return rollout.steps().entrySet().stream()
                .filter(step -> state.slots().containsKey(step.getKey())
                        && !step.getValue().equals(Instant.MAX))
                .map(step -> step.getValue())
                .max(Comparator.naturalOrder())
                .orElse(rollout.startedAt())
                .plus(watch);
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
            if (waiting(state, rollout, tasks).isEmpty()) {
                return rollout.steps().containsValue(Instant.MAX)
                        ? Optional.empty()
                        : Optional.of(end(state, rollout, policy));
            }
            // The workers are the last ones that have begun; the first of them to end its delay takes the next slot.
            return rollout.steps().values().stream()
                    .filter(since -> !since.equals(Instant.MAX))
                    .sorted(Comparator.reverseOrder())
                    .limit(policy.parallelism())
                    .min(Comparator.naturalOrder())
                    .map(since -> since.plus(policy.delay()));
        });
    }
}
