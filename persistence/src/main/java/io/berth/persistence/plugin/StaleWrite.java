package io.berth.persistence.plugin;

/** A write came from a copy of an entity that does not know its newest events; nothing of it was written. */
public final class StaleWrite extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** {@code highest} is the newest event of the entity in the journal. */
    public StaleWrite(String persistenceId, long sequence, long highest) {
        super("event " + sequence + " of " + persistenceId + " refused: event " + highest
                + " is already in the journal, so another copy of this entity has written; recover it and try again");
    }
}
