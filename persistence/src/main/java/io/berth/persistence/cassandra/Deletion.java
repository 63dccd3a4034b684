package io.berth.persistence.cassandra;

import com.datastax.oss.driver.api.core.DriverException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Deletes events of an entity. A mark in the shard's open bucket says from when on they do not count any more; being
 * fenced, it is the deletion. What follows only makes room, and may be done by anybody at any time. Its calls wait.
 */
final class Deletion {
    private final LogTable table;
    private final RowQueries rows;
    private final ChunkTable chunks;
    private final EventReader reader;
    private final PlaceIndex places;
    private final Positions positions;
    private final Supplier<CompletableFuture<Long>> catchUp;

    /** {@code catchUp} completes once all that is written has a position. */
    Deletion(
            LogTable table,
            RowQueries rows,
            ChunkTable chunks,
            EventReader reader,
            PlaceIndex places,
            Positions positions,
            Supplier<CompletableFuture<Long>> catchUp) {
        this.table = table;
        this.rows = rows;
        this.chunks = chunks;
        this.reader = reader;
        this.places = places;
        this.positions = positions;
        this.catchUp = catchUp;
    }

    /** Forgets the events up to {@code to}; the highest sequence number stays known. */
    void deleteTo(Shard shard, String id, long to) {
        long highest = shard.recover(id);
        long end = Math.min(to, highest);
        if (end <= 0) {
            return;
        }
        long epoch = Waiting.on(shard.events().present());
        long already = reader.deletedTo(shard.source(epoch, id));
        int marked = Waiting.on(shard.events().submit(new Mark(id, Math.max(end, already))));
        EventReader.Source source = shard.source(epoch, id);
        reader.newest(source, end).map(LogRow::place).filter(place -> place > 0).ifPresent(place -> trim(shard, place));
        remove(shard, source, end, marked);
    }

    private void trim(Shard shard, long place) {
        OptionalLong position = places.positionOf(shard.log(), place);
        if (position.isEmpty()) {
            var _ = Waiting.on(
                    catchUp.get().orTimeout(table.cql().settings().patience().toMillis(), TimeUnit.MILLISECONDS));
            position = places.positionOf(shard.log(), place);
        }
        positions.raiseTrimmed(position.orElseThrow(() -> new JournalUnavailable(
                ("events of %s are deleted, but take room until they are deleted again later: they have no place in"
                                + " the one order yet")
                        .formatted(LogNames.spoken(shard.log())))));
    }

    private void remove(Shard shard, EventReader.Source source, long end, int marked) {
        List<Body> apart = new ArrayList<>();
        source.buckets()
                .forEach(bucket -> apart.addAll(rows.apart(source.log(), bucket, RowKind.EVENT, source.id(), end)));
        int open = Waiting.on(shard.events().submit(new Remove(source.id(), end)));
        for (int bucket : source.buckets()) {
            if (bucket < open) {
                changeClosed(source.log(), bucket, new Change.DeleteTo(RowKind.EVENT, source.id(), end));
                boolean isEmpty = rows.range(source.log(), bucket, RowKind.EVENT, source.id(), 0, Long.MAX_VALUE, 1)
                        .isEmpty();
                if (isEmpty && bucket < marked) {
                    changeClosed(source.log(), bucket, new Change.Delete(RowKind.DELETED, source.id(), 0));
                    shard.buckets().forget(source.id(), bucket);
                }
            }
        }
        apart.forEach(chunks::delete);
    }

    private void changeClosed(String log, int bucket, Change change) {
        Deadline deadline = Deadline.in(table.cql().settings().patience());
        for (int attempt = 1; true; attempt++) {
            try {
                var _ = table.changeClosed(
                        log,
                        bucket,
                        List.of(change),
                        deadline.leftUpTo(table.cql().settings().attemptWithin()));
                return;
            } catch (DriverException failure) {
                if (Cql.isFinal(failure) || deadline.isOver()) {
                    throw table.cql().unavailable("written", failure);
                }
                deadline.pause(attempt);
            }
        }
    }

    /** From here on the events do not count any more. Answers the bucket that says so. */
    private static final class Mark implements Mutation<Integer> {
        private final String id;
        private final long end;
        private int bucket;

        Mark(String id, long end) {
            this.id = id;
            this.end = end;
        }

        @Override
        public long weight() {
            return 0;
        }

        @Override
        public void stage(Staging staging) {
            staging.touch(id);
            staging.put(LogRow.number(RowKind.DELETED, id, 0, end, staging.epoch()));
            bucket = staging.bucket();
        }

        @Override
        public Integer committed() {
            return bucket;
        }
    }

    /** Removes the rows that are in the open bucket, and answers which that is. */
    private static final class Remove implements Mutation<Integer> {
        private final String id;
        private final long end;
        private int bucket;

        Remove(String id, long end) {
            this.id = id;
            this.end = end;
        }

        @Override
        public long weight() {
            return 0;
        }

        @Override
        public void stage(Staging staging) {
            staging.deleteTo(RowKind.EVENT, id, end);
            bucket = staging.bucket();
        }

        @Override
        public Integer committed() {
            return bucket;
        }
    }
}
