package io.berth.domain.task;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * What is seen of a task: the observed side, which its service never writes by itself.
 *
 * @param state how far it has come
 * @param at when the agent saw it, by the agent's clock
 * @param message what happened, such as {@code started}
 * @param error why it failed, empty if it did not
 * @param exitCode of the container that ended it, if one did
 * @param containers one for each container that exists
 * @param ports where its ports are reached on its node
 */
public record TaskStatus(
        TaskState state,
        Instant at,
        String message,
        String error,
        OptionalInt exitCode,
        List<ContainerStatus> containers,
        List<HostPort> ports) {
    public TaskStatus {
        containers = List.copyOf(containers);
        ports = List.copyOf(ports);
    }

    /** A status that consists of a state and a message only. */
    public static TaskStatus of(TaskState state, Instant at, String message) {
        return new TaskStatus(state, at, message, "", OptionalInt.empty(), List.of(), List.of());
    }

    /** A status that ends a task for a reason. */
    public static TaskStatus ended(TaskState state, Instant at, String error) {
        return new TaskStatus(state, at, state.word(), error, OptionalInt.empty(), List.of(), List.of());
    }

    /** Whether {@code next} is further in the task's life, or tells more about the same place in it. */
    public boolean isOutdatedBy(TaskStatus next) {
        int order = next.state.compareTo(state);
        return order > 0 || (order == 0 && !(next.containers.equals(containers) && next.ports.equals(ports)));
    }
}
