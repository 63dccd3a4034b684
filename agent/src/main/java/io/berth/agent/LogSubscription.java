package io.berth.agent;

/** A log that is being read. */
@FunctionalInterface
public interface LogSubscription extends AutoCloseable {
    /** Ends the reading soon; no further line need be sent. Does not wait, and may be called twice. */
    @Override
    void close();
}
