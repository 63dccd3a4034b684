package io.berth.agent.runtime;

import io.berth.domain.task.TaskId;

/**
 * Names one container of a task.
 *
 * @param task that it belongs to
 * @param container its name in the template
 * @param runtimeId the runtime's own name for it, empty if it has none yet
 */
public record ContainerRef(TaskId task, String container, String runtimeId) {}
