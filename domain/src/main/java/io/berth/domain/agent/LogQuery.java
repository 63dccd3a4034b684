package io.berth.domain.agent;

import java.time.Instant;

/**
 * Which lines of a task's log are wanted.
 *
 * @param follow whether lines written later follow, until the task ends or the reader leaves
 * @param tail how many of the last lines, or -1 for all
 * @param since only lines written at or after this time; {@link Instant.EPOCH} for all
 */
public record LogQuery(boolean follow, int tail, Instant since) {
    public static final LogQuery ALL = new LogQuery(false, -1, Instant.EPOCH);
}
