package io.berth.domain.service;

import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A slot and what is in it.
 *
 * @param slot which
 * @param state what is remembered of it; empty if the service does not want it any more
 * @param tasks the live ones and the kept history, the oldest first
 */
record Place(Slot slot, Optional<SlotState> state, List<Task> tasks) {
    Place {
        tasks = List.copyOf(tasks);
    }

    static Place empty(Slot slot) {
        return new Place(slot, Optional.empty(), List.of());
    }

    Signs signs() {
        return Signs.of(state, tasks);
    }

    boolean isNothing() {
        return state.isEmpty() && tasks.isEmpty();
    }

    Optional<Task> task(TaskId id) {
        for (Task task : tasks) {
            if (task.id().equals(id)) {
                return Optional.of(task);
            }
        }
        return Optional.empty();
    }

    Place with(Optional<SlotState> newState) {
        return new Place(slot, newState, tasks);
    }

    /** With a change of what is remembered, if anything is. */
    Place remembering(UnaryOperator<SlotState> change) {
        return with(state.map(change));
    }

    Place with(Task added) {
        List<Task> more = new ArrayList<>(tasks);
        more.add(added);
        return new Place(slot, state, more);
    }

    Place each(UnaryOperator<Task> change) {
        return new Place(slot, state, tasks.stream().map(change).toList());
    }

    Place without(Predicate<Task> removed) {
        return new Place(slot, state, tasks.stream().filter(removed.negate()).toList());
    }

    /** With so many tasks at most, unless more live. */
    Place trimmed(int keep) {
        int surplus = tasks.size() - keep;
        if (surplus <= 0) {
            return this;
        }
        Set<TaskId> dropped = tasks.stream()
                .filter(task -> !task.isLive())
                .limit(surplus)
                .map(Task::id)
                .collect(Collectors.toSet());
        return without(task -> dropped.contains(task.id()));
    }

    /** Ended tasks whose end has been dealt with are not wanted any more. */
    Place settled(String reason) {
        return each(task -> task.isWanted() && !task.isLive() ? task.stopped(reason) : task);
    }
}
