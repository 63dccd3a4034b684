package io.berth.persistence.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

/** The session with Cassandra. All calls wait for their answer, so they belong on virtual threads. */
final class Cql implements AutoCloseable {
    private final CqlSession session;
    private final CassandraSettings settings;
    private final Semaphore reads;

    Cql(CqlSession session, CassandraSettings settings) {
        this.session = session;
        this.settings = settings;
        this.reads = new Semaphore(settings.limits().reads(), true);
    }

    CassandraSettings settings() {
        return settings;
    }

    /** Prepares a statement in which {@code %s} stands for the keyspace. */
    PreparedStatement prepare(String statement) {
        return session.prepare(statement.formatted(settings.address().keyspace()));
    }

    /** All rows, as a majority of the replicas knows them. Tried again until patience is over. */
    List<Row> rows(Statement<?> query) {
        return rows(query, ConsistencyLevel.QUORUM);
    }

    /** All rows after every conditional write that was begun before has been made or made impossible. */
    List<Row> settledRows(Statement<?> query) {
        return rows(query, ConsistencyLevel.SERIAL);
    }

    private List<Row> rows(Statement<?> query, ConsistencyLevel level) {
        Deadline deadline = Deadline.in(settings.patience());
        for (int attempt = 1; true; attempt++) {
            try {
                return onceWithPermit(query, level, deadline);
            } catch (DriverException failure) {
                giveUpIf(deadline, failure, "read");
                deadline.pause(attempt);
            }
        }
    }

    private List<Row> onceWithPermit(Statement<?> query, ConsistencyLevel level, Deadline deadline) {
        reads.acquireUninterruptibly();
        try {
            return session.execute(
                            query.setConsistencyLevel(level).setTimeout(deadline.leftUpTo(settings.attemptWithin())))
                    .all();
        } finally {
            reads.release();
        }
    }

    /** Writes something that may be written twice. Tried again until patience is over. */
    void write(Statement<?> statement) {
        Deadline deadline = Deadline.in(settings.patience());
        for (int attempt = 1; true; attempt++) {
            try {
                var _ = session.execute(statement
                        .setConsistencyLevel(ConsistencyLevel.QUORUM)
                        .setTimeout(deadline.leftUpTo(settings.attemptWithin())));
                return;
            } catch (DriverException failure) {
                giveUpIf(deadline, failure, "written");
                deadline.pause(attempt);
            }
        }
    }

    /** Tries a conditional write once. */
    ResultSet attempt(Statement<?> statement, Duration within) {
        return session.execute(statement
                .setConsistencyLevel(ConsistencyLevel.QUORUM)
                .setSerialConsistencyLevel(ConsistencyLevel.SERIAL)
                .setIdempotent(false)
                .setTimeout(within));
    }

    private void giveUpIf(Deadline deadline, DriverException failure, String what) {
        if (isFinal(failure) || deadline.isOver()) {
            throw unavailable(what, failure);
        }
    }

    JournalUnavailable unavailable(String what, DriverException failure) {
        return new JournalUnavailable(
                "the journal at %s cannot be %s: %s".formatted(settings.address(), what, text(failure)), failure);
    }

    /** What a failure says; some of the driver's only say it by their cause, or their name. */
    static String text(Throwable failure) {
        if (failure.getMessage() != null) {
            return failure.getMessage();
        }
        return failure.getCause() == null ? failure.getClass().getSimpleName() : text(failure.getCause());
    }

    /** Whether trying again is of no use. */
    static boolean isFinal(DriverException failure) {
        return failure instanceof QueryValidationException;
    }

    /** Whether it is certain that a write that failed so has not been made, and will not be. */
    static boolean isWithoutEffect(DriverException failure) {
        if (failure instanceof AllNodesFailedException all) {
            return all.getAllErrors().values().stream()
                    .flatMap(List::stream)
                    .allMatch(each -> each instanceof DriverException one && isWithoutEffect(one));
        }
        return failure instanceof UnavailableException || failure instanceof OverloadedException || isFinal(failure);
    }

    @Override
    public void close() {
        session.close();
    }
}
