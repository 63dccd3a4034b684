package io.berth.persistence.cassandra;

import java.time.Duration;

/** A write was sent and not answered in time. It is in the journal wholly or not at all; the next recovery shows which. */
public final class OutcomeUnknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutcomeUnknown(String log, Duration patience, Throwable cause) {
        super(
                ("the journal has not said within %d ms whether the write to %s was made (%s): it was made wholly or"
                                + " not at all; recover the entity to see which")
                        .formatted(patience.toMillis(), log, Cql.text(cause)),
                cause);
    }
}
