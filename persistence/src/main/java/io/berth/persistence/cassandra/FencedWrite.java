package io.berth.persistence.cassandra;

import com.datastax.oss.driver.api.core.DriverException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes one group of changes exactly once. After a timeout the same conditional write is tried again: its revision lets
 * only one of the tries be applied, and a refusal tells whether an earlier one was.
 */
final class FencedWrite {
    private final LogTable table;
    private final String log;
    private final Duration patience;

    FencedWrite(LogTable table, String log) {
        this.table = table;
        this.log = log;
        this.patience = table.cql().settings().patience();
    }

    /** Whether the log is still owned after the changes were made. */
    enum Made {
        /** It is. */
        KEPT,
        /** The changes were made, and then another process has taken the log. */
        LOST
    }

    /**
     * Makes the changes. Fails with {@link Fenced} or {@link JournalUnavailable} if they have not been made and will not
     * be, and with {@link OutcomeUnknown} if that is not known.
     */
    Made make(Owned owned, Fence next, List<Change> changes) {
        Deadline deadline = Deadline.in(patience);
        boolean isUncertain = false;
        for (int attempt = 1; true; attempt++) {
            try {
                Duration within = deadline.leftUpTo(table.cql().settings().attemptWithin());
                LogTable.Verdict verdict = table.advance(log, owned.bucket(), owned.fence(), next, changes, within);
                return verdict.isApplied() ? Made.KEPT : refused(owned, next, verdict.standing(), isUncertain);
            } catch (DriverException failure) {
                isUncertain |= !Cql.isWithoutEffect(failure);
                if (Cql.isFinal(failure) || deadline.isOver()) {
                    throw isUncertain
                            ? new OutcomeUnknown(LogNames.spoken(log), patience, failure)
                            : table.cql().unavailable("written", failure);
                }
                deadline.pause(attempt);
            }
        }
    }

    private Made refused(Owned owned, Fence next, Optional<LogTable.Verdict.Standing> standing, boolean isUncertain) {
        boolean isMine = standing.filter(found -> found.isOf(owned.fence())).isPresent();
        if (isMine && standing.get().revision() == next.revision()) {
            return Made.KEPT;
        }
        long theirs = standing.map(LogTable.Verdict.Standing::epoch).orElse(-1L);
        if (isUncertain && lastRevision(owned) >= next.revision()) {
            return Made.LOST;
        }
        throw Fenced.by(LogNames.spoken(log), owned.fence().epoch(), theirs);
    }

    /** Our last revision in the bucket. It can change no more: the epoch in the bucket is another's. */
    private long lastRevision(Owned owned) {
        try {
            OptionalLong last =
                    table.lastRevision(log, owned.bucket(), owned.fence().epoch());
            return last.orElse(-1);
        } catch (JournalUnavailable failure) {
            throw new OutcomeUnknown(LogNames.spoken(log), patience, failure);
        }
    }
}
