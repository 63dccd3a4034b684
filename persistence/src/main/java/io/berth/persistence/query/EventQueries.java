package io.berth.persistence.query;

import org.apache.pekko.persistence.query.javadsl.CurrentEventsByPersistenceIdQuery;
import org.apache.pekko.persistence.query.javadsl.CurrentPersistenceIdsQuery;
import org.apache.pekko.persistence.query.javadsl.EventsByPersistenceIdQuery;
import org.apache.pekko.persistence.query.javadsl.PersistenceIdsQuery;
import org.apache.pekko.persistence.query.javadsl.ReadJournal;

/** Every query that a store of ours answers. */
public interface EventQueries
        extends ReadJournal,
                PositionQuery,
                CurrentPersistenceIdsQuery,
                PersistenceIdsQuery,
                CurrentEventsByPersistenceIdQuery,
                EventsByPersistenceIdQuery {}
