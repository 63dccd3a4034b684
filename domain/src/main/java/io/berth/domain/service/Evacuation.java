package io.berth.domain.service;

import io.berth.domain.service.ServiceEvent.TasksStopped;
import io.berth.domain.service.Signs.Mark;
import io.berth.domain.spec.RolloutPolicy;
import io.berth.domain.spec.RolloutPolicy.Order;
import io.berth.domain.task.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How tasks leave nodes that drain: as many slots at once and in the same order as an update replaces them. Not here: tasks
 * that cannot wait or do not run yet, which stop at once.
 */
final class Evacuation {
    private Evacuation() {}

    /** Tasks whose turn to stop has come. */
    static List<ServiceEvent> next(ServiceState state, SlotTasks tasks) {
        Map<String, List<TaskId>> stopped = new TreeMap<>();
        for (Place place : state.places().marked(Mark.LEAVING)) {
            if (tasks.isFilledAnew(place)) {
                stop(leaving(place), stopped);
            }
        }
        if (state.spec().update().order() == Order.STOP_FIRST) {
            turns(state).forEach(place -> stop(leaving(place), stopped));
        }
        List<ServiceEvent> events = new ArrayList<>();
        stopped.forEach((reason, ids) -> events.addAll(Chunks.of(ids, chunk -> new TasksStopped(chunk, reason))));
        return events;
    }

    private static List<Task> leaving(Place place) {
        return place.tasks().stream().filter(Task::isLeaving).toList();
    }

    private static void stop(List<Task> tasks, Map<String, List<TaskId>> stopped) {
        tasks.forEach(task ->
                stopped.computeIfAbsent(task.reason(), _ -> new ArrayList<>()).add(task.id()));
    }

    /** Places that are to get a second task, which the first one waits for. Never do more than two live in a place. */
    static List<Place> doubled(ServiceState state) {
        return state.spec().update().order() == Order.START_FIRST
                ? turns(state).stream()
                        .filter(place ->
                                place.tasks().stream().filter(Task::isLive).count() == 1)
                        .toList()
                : List.of();
    }

    /**
     * The next places to be replaced, beside those that are being replaced now. One whose task no node can take holds nobody
     * up: a node must come free even if it is the last, as Swarm's does.
     */
    private static List<Place> turns(ServiceState state) {
        RolloutPolicy policy = state.spec().update();
        List<Place> waiting = state.places().marked(Mark.LEAVING).stream()
                .filter(place -> place.state().isPresent() && !place.signs().has(Mark.MOVING))
                .toList();
        long free = policy.parallelism() == 0 ? waiting.size() : policy.parallelism() - moving(state);
        return waiting.subList(0, Math.clamp(free, 0, waiting.size()));
    }

    private static long moving(ServiceState state) {
        return state.places().marked(Mark.MOVING).stream()
                .filter(place -> !place.signs().has(Mark.PENDING))
                .count();
    }
}
