package io.berth.domain.entity;

/** The answer that the sender of a command gets. */
public sealed interface Outcome {
    /**
     * The command's events are durable.
     *
     * @param state after them
     * @param sequence of the entity's last event
     */
    record Accepted(EntityState state, long sequence) implements Outcome {}

    /** Refused; nothing was changed. */
    record Rejected(Rejection rejection) implements Outcome {}

    /**
     * No answer came in time: the command may or may not be in effect.
     *
     * @param reason what is known, for the person who sent it
     */
    record Unknown(String reason) implements Outcome {}
}
