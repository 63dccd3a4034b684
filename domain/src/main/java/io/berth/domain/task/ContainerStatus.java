package io.berth.domain.task;

import java.util.OptionalInt;

/**
 * What the runtime says of one container of a task.
 *
 * @param name of the container in its task's template
 * @param runtimeId the runtime's own name for it: a Docker id, a process id
 * @param running whether it runs now
 * @param exitCode of its last end, if it has ended
 * @param restarts how often the agent has restarted it in place
 */
public record ContainerStatus(String name, String runtimeId, boolean running, OptionalInt exitCode, int restarts) {}
