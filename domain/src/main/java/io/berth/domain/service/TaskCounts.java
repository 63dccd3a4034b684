package io.berth.domain.service;

import io.berth.domain.spec.Mode;
import io.berth.domain.task.TaskState;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A service's tasks, counted.
 *
 * @param running wanted ones that run
 * @param desired how many should run, or complete in all
 * @param completed ended with success, as far as they are remembered
 * @param pending slots that no node can take
 * @param byState all that are remembered, by the word of their state
 */
public record TaskCounts(int running, int desired, int completed, int pending, Map<String, Long> byState) {
    public static TaskCounts of(ServiceState state) {
        int running = (int) state.tasks().values().stream()
                .filter(task -> task.isWanted() && task.status().state() == TaskState.RUNNING)
                .count();
        int completed = (int) state.tasks().values().stream()
                .filter(task -> task.status().state() == TaskState.COMPLETE)
                .count();
        int pending = (int) state.slots().values().stream()
                .filter(slot -> slot.pending().isPresent())
                .count();
        Map<String, Long> byState = state.tasks().values().stream()
                .collect(Collectors.groupingBy(TaskCounts::word, TreeMap::new, Collectors.counting()));
        return new TaskCounts(running, desired(state), completed, pending, byState);
    }

    private static int desired(ServiceState state) {
        if (state.isRemoving()) {
            return 0;
        }
        return switch (state.spec().mode()) {
            case Mode.Replicated(int replicas) -> replicas;
            case Mode.ReplicatedJob(int _, int total) -> total;
            case Mode.Global(), Mode.GlobalJob() -> state.slots().size();
        };
    }

    private static String word(Task task) {
        return task.status().state().word();
    }
}
