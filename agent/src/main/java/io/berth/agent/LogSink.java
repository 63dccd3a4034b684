package io.berth.agent;

import io.berth.domain.agent.LogLine;

/** Takes the lines of one task's log on their way to a reader. Lines first, then either {@link #end} or {@link #fail}. */
public interface LogSink {
    /**
     * Takes one line; waits while the reader is behind, so call it from a thread that may wait.
     *
     * @return whether more lines are wanted; false once the reader has gone, and then nothing else need be called
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    boolean line(LogLine line) throws InterruptedException;

    /** There are no more lines. */
    void end();

    /** The log cannot be read, or not further: {@code why} is for the reader's eyes. */
    void fail(String why);
}
