package io.berth.persistence.cassandra;

import io.berth.persistence.plugin.PekkoCodec;
import io.berth.persistence.plugin.StoredEvent;
import io.berth.persistence.query.EventQueries;
import io.berth.persistence.query.FollowStage;
import io.berth.persistence.query.Page;
import io.berth.persistence.query.Pages;
import io.berth.persistence.query.PositionedEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Queries in Cassandra. They read at the pace of their reader and hold one page of about a megabyte at most, or one event
 * if that is larger. Live queries are woken when events get their positions; of an entity whose events get none they tell
 * only when other events do.
 */
public final class CassandraReadJournal implements EventQueries {
    /** Where {@code reference.conf} configures it. */
    public static final String IDENTIFIER = "berth.persistence.cassandra.query";

    private final CassandraStore store;
    private final PekkoCodec codec;

    CassandraReadJournal(CassandraStore store, PekkoCodec codec) {
        this.store = store;
        this.codec = codec;
    }

    @Override
    public Source<PositionedEvent, NotUsed> eventsByPosition(long after, boolean isLive) {
        return afterCatchUp(latest -> {
            long end = isLive ? Long.MAX_VALUE : latest;
            return Source.fromGraph(new FollowStage<>(
                    new StreamPages(end), after, end, isLive, store.positions().bell()));
        });
    }

    /** What this process was acknowledged before it asks is in the answer. */
    private <T> Source<T, NotUsed> afterCatchUp(Function<Long, Source<T, NotUsed>> source) {
        return Source.lazyCompletionStageSource(() -> store.catchUp().thenApply(source))
                .mapMaterializedValue(_ -> NotUsed.getInstance());
    }

    @Override
    public long latestPosition() {
        return store.positions().latest();
    }

    @Override
    public long earliestPosition() {
        return store.positions().trimmed() + 1;
    }

    @Override
    public Source<String, NotUsed> currentPersistenceIds() {
        return Source.lazyCompletionStage(() -> store.read(store::persistenceIds))
                .mapMaterializedValue(_ -> NotUsed.getInstance())
                .mapConcat(ids -> ids);
    }

    @Override
    public Source<String, NotUsed> persistenceIds() {
        return afterCatchUp(latest -> {
            Source<String, NotUsed> later = eventsByPosition(latest, true).map(PositionedEvent::persistenceId);
            return currentPersistenceIds().concat(later).statefulMapConcat(() -> {
                Set<String> seen = new HashSet<>();
                return id -> seen.add(id) ? List.of(id) : List.of();
            });
        });
    }

    /** The offsets of the envelopes are positions, 0 for events that have none. */
    @Override
    public Source<EventEnvelope, NotUsed> currentEventsByPersistenceId(
            String persistenceId, long fromSequenceNr, long toSequenceNr) {
        return events(persistenceId, fromSequenceNr, toSequenceNr, false);
    }

    /** The offsets of the envelopes are positions, 0 for events that have none. */
    @Override
    public Source<EventEnvelope, NotUsed> eventsByPersistenceId(
            String persistenceId, long fromSequenceNr, long toSequenceNr) {
        return events(persistenceId, fromSequenceNr, toSequenceNr, true);
    }

    private Source<EventEnvelope, NotUsed> events(String id, long from, long to, boolean isLive) {
        return afterCatchUp(_ -> Source.fromGraph(new FollowStage<>(
                new EntityPages(id, to),
                Math.max(from, 1) - 1,
                to,
                isLive,
                store.positions().bell())));
    }

    private static <T> Page<T> decoded(Page<StoredEvent> page, Function<StoredEvent, T> decoder) {
        return new Page<>(page.items().stream().map(decoder).toList(), page.cursor(), page.isLast());
    }

    private final class StreamPages implements Pages<PositionedEvent> {
        private final long end;

        StreamPages(long end) {
            this.end = end;
        }

        @Override
        public CompletionStage<Page<PositionedEvent>> after(long cursor) {
            return store.read(() -> decoded(store.streamPage(cursor, end), codec::positioned));
        }

        @Override
        public long newest() {
            return store.positions().latest();
        }
    }

    /** Pages of one entity, which may have more whenever the one order has. */
    private final class EntityPages implements Pages<EventEnvelope> {
        private final String id;
        private final long end;
        private volatile long seen = -1;

        EntityPages(String id, long end) {
            this.id = id;
            this.end = end;
        }

        @Override
        public CompletionStage<Page<EventEnvelope>> after(long cursor) {
            seen = store.positions().latest();
            return store.read(() -> decoded(store.eventPage(id, cursor, end), codec::envelope));
        }

        @Override
        public long newest() {
            return store.positions().latest() > seen ? Long.MAX_VALUE : 0;
        }
    }
}
