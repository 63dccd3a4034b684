package io.berth.agent.task;

import io.berth.domain.task.ContainerStatus;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * How a task will have ended once nothing of it runs any more.
 *
 * @param state a terminal one
 * @param message what happened
 * @param error why, empty if it went well
 * @param exitCode of the container that ended it, if one did
 */
record Ending(TaskState state, String message, String error, OptionalInt exitCode) {
    /** All containers have ended well. */
    static Ending complete(int exitCode) {
        return new Ending(TaskState.COMPLETE, "finished", "", OptionalInt.of(exitCode));
    }

    /** Told to stop. */
    static Ending shutdown() {
        return new Ending(TaskState.SHUTDOWN, "shutdown", "", OptionalInt.empty());
    }

    /** A container has ended otherwise; the error is spelled as in Swarm. */
    static Ending failed(int exitCode, boolean isUnhealthy) {
        String error =
                "task: non-zero exit (" + exitCode + ")" + (isUnhealthy ? ": dockerexec: unhealthy container" : "");
        return new Ending(TaskState.FAILED, "started", error, OptionalInt.of(exitCode));
    }

    /** A container that should exist does not. */
    static Ending gone() {
        return new Ending(TaskState.FAILED, "started", "a container of the task was removed", OptionalInt.empty());
    }

    /** The runtime's refusal: a rejection before anything was started, a failure from then on. */
    static Ending refused(TaskStatus before, String error) {
        boolean isEarly = before.state().compareTo(TaskState.STARTING) < 0;
        return new Ending(
                isEarly ? TaskState.REJECTED : TaskState.FAILED, before.message(), error, OptionalInt.empty());
    }

    /** Whether the task runs well and ends because it was told to. */
    boolean isOrdered() {
        return state == TaskState.SHUTDOWN;
    }

    TaskStatus status(Instant now, OptionalInt otherwise, List<ContainerStatus> containers) {
        return new TaskStatus(
                state, now, message, error, exitCode.isPresent() ? exitCode : otherwise, containers, List.of());
    }
}
