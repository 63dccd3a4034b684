package io.berth.domain.service;

import io.berth.domain.fleet.NodeId;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.time.Instant;

/**
 * One attempt to fill a slot, as its service sees it.
 *
 * @param id never used again
 * @param slot that it fills
 * @param node that was chosen for it
 * @param revision of the spec that it runs
 * @param isWanted the desired side: whether it should run
 * @param reason why it is not wanted any more, or is to leave its node; else empty
 * @param status the observed side
 * @param createdAt when it was assigned
 * @param isEvicted whether it is to leave its node; while it is wanted, it runs on until it is its turn
 */
public record Task(
        TaskId id,
        Slot slot,
        NodeId node,
        long revision,
        boolean isWanted,
        String reason,
        TaskStatus status,
        Instant createdAt,
        boolean isEvicted) {
    /** Whether it may still hold something on its node. */
    public boolean isLive() {
        return !status.state().isTerminal();
    }

    /** Whether its node has something to hear: that it is to take the task, or to stop it. */
    boolean isUntold() {
        return isWanted ? status.state() == TaskState.ASSIGNED : isLive();
    }

    public Task stopped(String newReason) {
        return new Task(id, slot, node, revision, false, newReason, status, createdAt, isEvicted);
    }

    public Task evicted(String newReason) {
        return new Task(id, slot, node, revision, isWanted, newReason, status, createdAt, true);
    }

    /** Whether it runs on although it is to leave. */
    boolean isLeaving() {
        return isEvicted && isWanted && isLive();
    }

    public boolean isRunning() {
        return isWanted && status.state() == TaskState.RUNNING;
    }

    public Task seen(TaskStatus newStatus) {
        return new Task(id, slot, node, revision, isWanted, reason, newStatus, createdAt, isEvicted);
    }
}
