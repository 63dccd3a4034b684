package io.berth.persistence.cassandra;

import io.berth.persistence.plugin.EncodedWrite;
import io.berth.persistence.plugin.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The events and snapshots of the entities of one shard, as this process owns them. Its calls wait. */
final class Shard {
    private final CassandraSettings settings;
    private final EntityBuckets buckets;
    private final EventReader reader;
    private final Logs logs;
    private final Tails tails = new Tails();

    /** The logs of a shard, and what is written apart for them. */
    record Logs(
            String eventLog,
            FencedLog events,
            LooseChunks looseEvents,
            String snapshotLog,
            FencedLog snapshots,
            LooseChunks looseSnapshots) {}

    Shard(CassandraSettings settings, Logs logs, EntityBuckets buckets, EventReader reader) {
        this.settings = settings;
        this.logs = logs;
        this.buckets = buckets;
        this.reader = reader;
    }

    String log() {
        return logs.eventLog();
    }

    FencedLog events() {
        return logs.events();
    }

    String snapshotLog() {
        return logs.snapshotLog();
    }

    FencedLog snapshots() {
        return logs.snapshots();
    }

    LooseChunks looseSnapshots() {
        return logs.looseSnapshots();
    }

    EntityBuckets buckets() {
        return buckets;
    }

    /** Where to read an entity, in an epoch of this process. */
    EventReader.Source source(long epoch, String id) {
        return new EventReader.Source(log(), buckets.of(epoch, id), id);
    }

    /** The highest sequence number of an entity, once the shard is ours and what was written before is settled. */
    long recover(String id) {
        long epoch = Waiting.on(events().present());
        logs.looseEvents().sweep(epoch, entity -> buckets.of(epoch, entity));
        long highest = reader.highest(source(epoch, id));
        tails.know(epoch, id, highest);
        return highest;
    }

    /** Hands over the events from {@code from} to {@code to}, not more than {@code max}, in order. */
    void replay(String id, long from, long to, long max, Consumer<StoredEvent> consumer) {
        if (max <= 0) {
            return;
        }
        // Pekko asks for the highest sequence number before it asks for a replay, which makes the entity known.
        long epoch = tails.isKnown(id) ? tails.epoch() : Waiting.on(events().present());
        AtomicLong left = new AtomicLong(max);
        reader.replay(source(epoch, id), from, to, read -> {
            consumer.accept(read.event());
            return left.decrementAndGet() > 0;
        });
    }

    /**
     * Writes the events of one entity, all or nothing; the answer is the write's outcomes. Fails with
     * {@link io.berth.persistence.plugin.StaleWrite} if the first event is not newer than what the journal has.
     */
    CompletableFuture<List<Optional<Exception>>> append(String id, EncodedWrite write) {
        if (!tails.isKnown(id)) {
            recover(id);
        }
        long epoch = tails.epoch();
        int limit = inlineLimit(write.events());
        List<LooseChunks.Kept> apart = new ArrayList<>();
        List<EventAppend.Event> ready = new ArrayList<>();
        for (StoredEvent event : write.events()) {
            ready.add(new EventAppend.Event(event.sequence(), body(event, limit, epoch, apart)));
        }
        CompletableFuture<List<Optional<Exception>>> written = events().submit(
                        new EventAppend(log(), tails, settings.isListed(id), id, epoch, ready, write.outcomes()));
        return apart.isEmpty() ? written : logs.looseEvents().settle(written, apart);
    }

    private Body body(StoredEvent event, int limit, long epoch, List<LooseChunks.Kept> apart) {
        if (event.bytes().length <= limit) {
            return Body.of(event.bytes());
        }
        LooseChunks.Kept kept =
                logs.looseEvents().write(event.bytes(), RowKind.EVENT, event.id(), event.sequence(), epoch);
        apart.add(kept);
        return kept.body();
    }

    /** The largest event to keep in the log: less than usual if the write would be too large otherwise. */
    private int inlineLimit(List<StoredEvent> written) {
        int limit = settings.limits().inline();
        while (limit > 0 && inlined(written, limit) > settings.limits().write()) {
            limit /= 2;
        }
        return limit;
    }

    private static long inlined(List<StoredEvent> written, int limit) {
        return written.stream()
                .mapToLong(event -> event.bytes().length)
                .filter(length -> length <= limit)
                .sum();
    }

    /** Writes what was queued and takes no more. */
    void close() {
        events().close();
        snapshots().close();
    }
}
