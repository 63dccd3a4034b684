package io.berth.domain.service;

import io.berth.domain.fleet.NodeId;
import io.berth.domain.rules.Context;
import io.berth.domain.service.ServiceEvent.ServiceRemoved;
import io.berth.domain.service.ServiceEvent.TasksStopped;
import io.berth.domain.service.Signs.Mark;
import io.berth.domain.spec.RolloutPolicy.Order;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What must follow from a service's state: the difference between what is wanted and what is there, as events. Each
 * concern is asked in turn; the first that has something to say is recorded, and all are asked again.
 */
final class Reconciliation {
    private Reconciliation() {}

    /** The next events, or none if all is as it should be or must wait for somebody else. */
    static List<ServiceEvent> next(ServiceState state, Set<NodeId> excluded, Context context) {
        if (!state.exists()) {
            return List.of();
        }
        SlotTasks tasks = new SlotTasks(state);
        if (state.isRemoving()) {
            return removal(state);
        }
        List<ServiceEvent> events = Slots.changes(state, tasks, context.fleet());
        if (events.isEmpty()) {
            events = stops(state, tasks);
        }
        if (events.isEmpty()) {
            events = Evacuation.next(state, tasks);
        }
        if (events.isEmpty()) {
            events = Restarts.next(state, tasks, context.now());
        }
        if (events.isEmpty()) {
            events = Rollouts.next(state, tasks, context.now());
        }
        if (events.isEmpty()) {
            events = Placements.next(state, tasks, excluded, context);
        }
        return events;
    }

    private static List<ServiceEvent> removal(ServiceState state) {
        List<TaskId> wanted = surplus(state);
        if (!wanted.isEmpty()) {
            return Chunks.of(wanted, chunk -> new TasksStopped(chunk, "service removed"));
        }
        boolean isGone = !state.places().signs().isLive() && state.claims().isEmpty();
        return isGone ? List.of(new ServiceRemoved()) : List.of();
    }

    /** Live tasks that nothing explains any more: their slot is gone, or another task has taken over. */
    private static List<ServiceEvent> stops(ServiceState state, SlotTasks tasks) {
        List<TaskId> surplus = surplus(state);
        List<TaskId> replaced = new ArrayList<>();
        List<TaskId> overtaken = new ArrayList<>();
        for (Place place : tasks.outdated()) {
            if (place.state().isEmpty()) {
                continue;
            }
            if (isTakenOver(state, tasks, place.slot())) {
                tasks.outdated(place.slot()).forEach(task -> replaced.add(task.id()));
            } else {
                tasks.superfluous(place.slot()).forEach(task -> overtaken.add(task.id()));
            }
        }
        List<ServiceEvent> events = new ArrayList<>(stopped(surplus, "scaled down"));
        events.addAll(stopped(replaced, "replaced by revision " + state.revision()));
        events.addAll(stopped(overtaken, "overtaken by revision " + state.revision()));
        return events;
    }

    private static List<ServiceEvent> stopped(List<TaskId> tasks, String reason) {
        return Chunks.of(tasks, chunk -> new TasksStopped(chunk, reason));
    }

    /** Wanted tasks of slots that are not. */
    private static List<TaskId> surplus(ServiceState state) {
        return state.places().marked(Mark.SURPLUS).stream()
                .flatMap(place -> place.tasks().stream())
                .filter(task -> task.isLive() && task.isWanted())
                .map(Task::id)
                .toList();
    }

    /** Stop-first: as soon as the slot's turn has come. Start-first: when the new task runs. */
    private static boolean isTakenOver(ServiceState state, SlotTasks tasks, Slot slot) {
        if (tasks.isRunning(slot) || state.spec().mode().isJob()) {
            return true;
        }
        return state.rollout()
                .filter(rollout -> rollout.steps().containsKey(slot))
                .filter(rollout -> RolloutTrack.policy(state.spec(), rollout).order() == Order.STOP_FIRST)
                .isPresent();
    }

    /** When {@link #next} may have something to say although nothing has happened. */
    static Optional<Instant> wakeAt(ServiceState state) {
        if (!state.exists() || state.isRemoving()) {
            return Optional.empty();
        }
        SlotTasks tasks = new SlotTasks(state);
        return Stream.concat(Restarts.dues(state, tasks), Rollouts.wakeAt(state, tasks).stream())
                .min(Instant::compareTo);
    }
}
