package io.berth.agent.task;

import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.task.TaskStatus;

/**
 * What the next agent must know of a task.
 *
 * @param assignment as it was given
 * @param status when it was last recorded: before the first start, at each restart in place, and at the end
 * @param isForgotten whether the control plane needs nothing more of it
 */
record TaskRecord(TaskAssignment assignment, TaskStatus status, boolean isForgotten) {}
