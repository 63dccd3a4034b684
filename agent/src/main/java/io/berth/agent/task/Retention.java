package io.berth.agent.task;

import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps the last few forgotten tasks of each slot, so that their logs can still be read. */
final class Retention {
    /** As many as Swarm keeps of a slot's history by default. */
    private static final int KEPT_OF_A_SLOT = 5;

    private record Place(String serviceUid, Slot slot) {}

    private final Map<Place, Deque<TaskId>> kept = new HashMap<>();

    /** Keeps this task as the slot's newest; says which one must make room for it, if any. */
    synchronized Optional<TaskId> keep(TaskAssignment assignment) {
        Deque<TaskId> tasks = kept.computeIfAbsent(
                new Place(assignment.serviceUid(), assignment.slot()), place -> new ArrayDeque<>());
        tasks.addLast(assignment.task());
        return tasks.size() > KEPT_OF_A_SLOT ? Optional.of(tasks.removeFirst()) : Optional.empty();
    }
}
