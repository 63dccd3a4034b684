package io.berth.persistence.query;

import org.apache.pekko.NotUsed;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.scaladsl.CurrentEventsByPersistenceIdQuery;
import org.apache.pekko.persistence.query.scaladsl.CurrentPersistenceIdsQuery;
import org.apache.pekko.persistence.query.scaladsl.EventsByPersistenceIdQuery;
import org.apache.pekko.persistence.query.scaladsl.PersistenceIdsQuery;
import org.apache.pekko.persistence.query.scaladsl.ReadJournal;
import org.apache.pekko.stream.scaladsl.Source;

/** The same queries for Pekko's Scala interface, which a provider must have too. */
public final class ScalaQueries
        implements ReadJournal,
                CurrentPersistenceIdsQuery,
                PersistenceIdsQuery,
                CurrentEventsByPersistenceIdQuery,
                EventsByPersistenceIdQuery {
    private final EventQueries queries;

    /** Answers as {@code queries} does. */
    public ScalaQueries(EventQueries queries) {
        this.queries = queries;
    }

    @Override
    public Source<String, NotUsed> currentPersistenceIds() {
        return queries.currentPersistenceIds().asScala();
    }

    @Override
    public Source<String, NotUsed> persistenceIds() {
        return queries.persistenceIds().asScala();
    }

    @Override
    public Source<EventEnvelope, NotUsed> currentEventsByPersistenceId(
            String persistenceId, long fromSequenceNr, long toSequenceNr) {
        return queries.currentEventsByPersistenceId(persistenceId, fromSequenceNr, toSequenceNr)
                .asScala();
    }

    @Override
    public Source<EventEnvelope, NotUsed> eventsByPersistenceId(
            String persistenceId, long fromSequenceNr, long toSequenceNr) {
        return queries.eventsByPersistenceId(persistenceId, fromSequenceNr, toSequenceNr)
                .asScala();
    }
}
