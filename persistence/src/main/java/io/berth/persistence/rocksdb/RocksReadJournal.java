package io.berth.persistence.rocksdb;

import io.berth.persistence.plugin.PekkoCodec;
import io.berth.persistence.plugin.StoredEvent;
import io.berth.persistence.query.EventQueries;
import io.berth.persistence.query.FollowStage;
import io.berth.persistence.query.Page;
import io.berth.persistence.query.Pages;
import io.berth.persistence.query.PositionedEvent;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Queries on the embedded store. Live queries are woken by the writer, so an event is seen as soon as it is durable; each
 * query reads at its own pace and holds one page of about a megabyte at most, or one event if that is larger.
 */
public final class RocksReadJournal implements EventQueries {
    /** Where {@code reference.conf} configures it. */
    public static final String IDENTIFIER = "berth.persistence.query";

    private static final int IDS_PER_PAGE = 1_000;

    private final RocksStore store;
    private final PekkoCodec codec;

    RocksReadJournal(RocksStore store, PekkoCodec codec) {
        this.store = store;
        this.codec = codec;
    }

    @Override
    public Source<PositionedEvent, NotUsed> eventsByPosition(long after, boolean isLive) {
        return Source.lazySource(() -> {
                    long end = isLive ? Long.MAX_VALUE : store.stream().latest();
                    Pages<PositionedEvent> pages = pages(
                            cursor -> decoded(store.stream().page(cursor, end), codec::positioned),
                            store.stream()::latest);
                    return Source.fromGraph(new FollowStage<>(pages, after, end, isLive, store.bell()));
                })
                .mapMaterializedValue(_ -> NotUsed.getInstance());
    }

    @Override
    public long latestPosition() {
        return store.stream().latest();
    }

    @Override
    public long earliestPosition() {
        return store.stream().earliest();
    }

    @Override
    public Source<String, NotUsed> currentPersistenceIds() {
        return persistenceIds(false);
    }

    @Override
    public Source<String, NotUsed> persistenceIds() {
        return persistenceIds(true);
    }

    private Source<String, NotUsed> persistenceIds(boolean isLive) {
        Pages<String> pages = pages(cursor -> store.ids().after(cursor, IDS_PER_PAGE), store.ids()::count);
        return Source.fromGraph(new FollowStage<>(pages, 0, Long.MAX_VALUE, isLive, store.bell()));
    }

    /** The offsets of the envelopes are positions, 0 for unlisted events. */
    @Override
    public Source<EventEnvelope, NotUsed> currentEventsByPersistenceId(
            String persistenceId, long fromSequenceNr, long toSequenceNr) {
        return events(persistenceId, fromSequenceNr, toSequenceNr, false);
    }

    /** The offsets of the envelopes are positions, 0 for unlisted events. */
    @Override
    public Source<EventEnvelope, NotUsed> eventsByPersistenceId(
            String persistenceId, long fromSequenceNr, long toSequenceNr) {
        return events(persistenceId, fromSequenceNr, toSequenceNr, true);
    }

    private Source<EventEnvelope, NotUsed> events(String id, long from, long to, boolean isLive) {
        Pages<EventEnvelope> pages = pages(
                cursor -> decoded(store.events().page(id, cursor, to), codec::envelope),
                () -> store.ids().find(id).map(PersistenceId::durable).orElse(0L));
        return Source.fromGraph(new FollowStage<>(pages, Math.max(from, 1) - 1, to, isLive, store.bell()));
    }

    private static <T> Page<T> decoded(Page<StoredEvent> page, Function<StoredEvent, T> decoder) {
        return new Page<>(page.items().stream().map(decoder).toList(), page.cursor(), page.isLast());
    }

    private <T> Pages<T> pages(LongFunction<Page<T>> reading, LongSupplier newest) {
        return new Pages<>() {
            @Override
            public CompletionStage<Page<T>> after(long cursor) {
                return store.read(() -> reading.apply(cursor));
            }

            @Override
            public long newest() {
                return newest.getAsLong();
            }
        };
    }
}
