package io.berth.domain.node;

import io.berth.domain.command.TaskGroup;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskStatus;

/**
 * One task in a node's books.
 *
 * @param task its id
 * @param group what it runs
 * @param slot that it fills
 * @param isStopping whether it was told to stop
 * @param status what was last seen of it; a terminal one holds no resources any more
 */
public record Booking(TaskId task, TaskGroup.Key group, Slot slot, boolean isStopping, TaskStatus status) {
    public boolean isLive() {
        return !status.state().isTerminal();
    }

    /** Whether the status tells something new. */
    public boolean isNews(TaskStatus next) {
        return status.isOutdatedBy(next);
    }

    public Booking stopping() {
        return new Booking(task, group, slot, true, status);
    }

    public Booking seen(TaskStatus newStatus) {
        return new Booking(task, group, slot, isStopping, newStatus);
    }
}
