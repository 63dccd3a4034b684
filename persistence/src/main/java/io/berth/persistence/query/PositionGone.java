package io.berth.persistence.query;

/** A reader asks for events that were deleted, or has fallen behind their deletion. */
public final class PositionGone extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final long earliest;

    public PositionGone(long after, long earliest) {
        super("events after position " + after + " are not kept any more; start after " + (earliest - 1)
                + " or read the present state first");
        this.earliest = earliest;
    }

    /** The position from which on no event is missing. */
    public long earliest() {
        return earliest;
    }
}
