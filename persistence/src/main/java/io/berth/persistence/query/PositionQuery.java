package io.berth.persistence.query;

import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Reads events in the one order of the store. Every listed event has a position; positions start at 1, have no gap, only
 * grow, and are never used again. Every read journal of Berth implements this.
 */
public interface PositionQuery {
    /**
     * Events after {@code after}, in order. Follows new events for ever if {@code isLive}, and ends with the newest one
     * of the moment it was started if not. The store is read at the pace of the reader.
     *
     * <p>Fails with {@link PositionGone} if an event after {@code after} is not kept any more.
     */
    Source<PositionedEvent, NotUsed> eventsByPosition(long after, boolean isLive);

    /** The events up to the newest one of the moment it was started. */
    default Source<PositionedEvent, NotUsed> currentEventsByPosition(long after) {
        return eventsByPosition(after, false);
    }

    /** The position of the newest durable event, 0 if there never was one. */
    long latestPosition();

    /** The position from which on no event is missing: 1 at first, and later one more than the newest deleted one. */
    long earliestPosition();
}
