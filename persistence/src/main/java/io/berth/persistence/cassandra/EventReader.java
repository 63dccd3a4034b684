package io.berth.persistence.cassandra;

import io.berth.persistence.plugin.StoreFailed;
import io.berth.persistence.plugin.StoredEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads the events of one entity from the buckets in which it may have some. */
final class EventReader {
    private static final int ROWS_AT_ONCE = 200;

    private final RowQueries rows;
    private final ChunkTable chunks;

    EventReader(RowQueries rows, ChunkTable chunks) {
        this.rows = rows;
        this.chunks = chunks;
    }

    /**
     * What of an entity is to be read.
     *
     * @param log of its events
     * @param buckets in order
     * @param id of the entity
     */
    record Source(String log, List<Integer> buckets, String id) {}

    /** The highest sequence number ever written, also if that event is deleted; 0 if there was none. */
    long highest(Source source) {
        for (int bucket : source.buckets().reversed()) {
            Optional<LogRow> last = rows.last(source.log(), bucket, RowKind.EVENT, source.id(), Long.MAX_VALUE);
            if (last.isPresent()) {
                return last.get().sequence();
            }
        }
        return deletedTo(source);
    }

    /** The highest sequence number deleted, 0 if none was. */
    long deletedTo(Source source) {
        for (int bucket : source.buckets().reversed()) {
            Optional<LogRow> mark = rows.last(source.log(), bucket, RowKind.DELETED, source.id(), 0);
            if (mark.isPresent()) {
                return mark.get().place();
            }
        }
        return 0;
    }

    /** The newest listed event up to a sequence number. */
    Optional<LogRow> newest(Source source, long to) {
        for (int bucket : source.buckets().reversed()) {
            Optional<LogRow> last = rows.last(source.log(), bucket, RowKind.EVENT, source.id(), to);
            if (last.isPresent()) {
                return last;
            }
        }
        return Optional.empty();
    }

    /** An event and its place in its shard, 0 if it is unlisted. */
    record Read(StoredEvent event, long place) {}

    /** Hands over the events from {@code from} to {@code to} in order, until {@code consumer} wants no more. */
    void replay(Source source, long from, long to, Predicate<Read> consumer) {
        long next = Math.max(from, deletedTo(source) + 1);
        for (int bucket : source.buckets()) {
            boolean isMore = next <= to;
            while (isMore) {
                List<LogRow> found =
                        rows.range(source.log(), bucket, RowKind.EVENT, source.id(), next, to, ROWS_AT_ONCE);
                for (LogRow row : found) {
                    if (!read(source, row).map(consumer::test).orElse(true)) {
                        return;
                    }
                    next = row.sequence() + 1;
                }
                isMore = found.size() == ROWS_AT_ONCE;
            }
        }
    }

    private Optional<Read> read(Source source, LogRow row) {
        Optional<byte[]> bytes = chunks.read(row.body());
        if (bytes.isEmpty() && deletedTo(source) < row.sequence()) {
            throw new StoreFailed("event %d of %s cannot be read: a part of it is missing from the table chunks"
                    .formatted(row.sequence(), row.name()));
        }
        return bytes.map(found -> new Read(new StoredEvent(row.name(), row.sequence(), found), row.place()));
    }
}
