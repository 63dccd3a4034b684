package io.berth.domain.command;

import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;

/** One task that a service wants a node to enter in its books. */
public record ReservedTask(TaskId task, Slot slot) {}
