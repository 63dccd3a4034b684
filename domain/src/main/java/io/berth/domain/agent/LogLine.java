package io.berth.domain.agent;

import io.berth.domain.task.TaskId;
import java.time.Instant;

/**
 * One line that a container has written.
 *
 * @param task whose container
 * @param container its name in the template
 * @param isError whether it went to standard error
 * @param at when it was written
 * @param text without the line break
 */
public record LogLine(TaskId task, String container, boolean isError, Instant at, String text) {}
