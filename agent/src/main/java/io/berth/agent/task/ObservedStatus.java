package io.berth.agent.task;

import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.task.TaskStatus;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is seen of one task: told to the control plane at each change, and recorded for the next agent. */
final class ObservedStatus {
    private static final Logger LOG = LoggerFactory.getLogger(ObservedStatus.class);

    private final TaskAssignment assignment;
    private final boolean isRecorded;
    private final TaskWorld world;
    private volatile TaskStatus status;

    /** @param isRecorded whether the task may outlive the agent */
    ObservedStatus(TaskAssignment assignment, boolean isRecorded, TaskWorld world, TaskStatus status) {
        this.assignment = assignment;
        this.isRecorded = isRecorded;
        this.world = world;
        this.status = status;
    }

    /** What was seen last. */
    TaskStatus now() {
        return status;
    }

    boolean hasEnded() {
        return status.state().isTerminal();
    }

    /**
     * The task begins here: recorded before anything of it exists, so that no container is without explanation.
     *
     * @throws UncheckedIOException if it cannot be written: then nothing may be created
     */
    void begins(TaskStatus first) {
        status = first;
        save();
        tell();
    }

    /** Something else is seen. */
    void becomes(TaskStatus next) {
        status = next;
        tell();
    }

    /** Something else is seen, and the next agent must know of it; recorded first, so that nothing told is forgotten. */
    void becomesForGood(TaskStatus next) {
        status = next;
        record();
        tell();
    }

    /** Says again what was seen last. */
    void tell() {
        world.reports().accept(new TaskReport(assignment.task(), status));
    }

    /** Records a change. If that fails an older status stays on disk, which the next agent finds overtaken. */
    void record() {
        try {
            save();
        } catch (UncheckedIOException e) {
            LOG.warn("task={} state={} cannot be recorded: {}", assignment.task(), status.state(), e.getMessage());
        }
    }

    private void save() {
        if (isRecorded) {
            world.records().save(assignment, status);
        }
    }
}
