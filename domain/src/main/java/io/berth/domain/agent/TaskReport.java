package io.berth.domain.agent;

import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskStatus;

/** What an agent says of one task. Reports may arrive twice and late; a status never moves a task back. */
public record TaskReport(TaskId task, TaskStatus status) {}
