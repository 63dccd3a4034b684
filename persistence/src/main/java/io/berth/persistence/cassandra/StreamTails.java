package io.berth.persistence.cassandra;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far the shards and the one order go, as the tables say it. Its calls wait. */
final class StreamTails {
    private final LogNames names;
    private final LogTable table;
    private final HintTable hints;
    private final RowQueries rows;

    StreamTails(LogNames names, LogTable table, HintTable hints, RowQueries rows) {
        this.names = names;
        this.table = table;
        this.hints = hints;
        this.rows = rows;
    }

    private Optional<Owned> stream() {
        Map<Integer, Long> buckets = hints.buckets(names.stream());
        int newest = buckets.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        return BucketIndex.newest(names.stream(), newest, table);
    }

    /** The newest position, 0 if there is none. */
    long latest() {
        return stream().map(newest -> newest.fence().tail()).orElse(0L);
    }

    /** The newest position, or -1 if the journal does not say. */
    long latestOrUnknown() {
        try {
            return latest();
        } catch (JournalUnavailable _) {
            return -1;
        }
    }

    /** How far each shard's events have positions. */
    Map<String, Long> merged() {
        Map<String, Long> merged = new HashMap<>();
        stream()
                .ifPresent(newest -> rows.ofKind(names.stream(), newest.bucket(), RowKind.MERGED)
                        .forEach(row -> merged.put(row.name(), row.place())));
        return merged;
    }

    /** How far each shard's events go. */
    List<StreamAppend.Tail> all() {
        List<StreamAppend.Tail> tails = new ArrayList<>();
        hints.newestBuckets().forEach((log, bucket) -> {
            if (names.isEvents(log)) {
                BucketIndex.newest(log, bucket, table)
                        .map(newest -> newest.fence().tail())
                        .filter(tail -> tail > 0)
                        .ifPresent(tail -> tails.add(new StreamAppend.Tail(log, tail)));
            }
        });
        return tails;
    }

    /** Whether the events of shards have positions up to these places; false if the journal does not say. */
    boolean areMerged(Map<String, Long> places) {
        try {
            Map<String, Long> merged = merged();
            return places.entrySet().stream()
                    .allMatch(place -> place.getValue() <= merged.getOrDefault(place.getKey(), 0L));
        } catch (JournalUnavailable _) {
            return false;
        }
    }

    /** Whether there are events without positions; false if the journal does not say. */
    boolean isBehind() {
        try {
            Map<String, Long> merged = merged();
            return all().stream().anyMatch(tail -> tail.place() > merged.getOrDefault(tail.log(), 0L));
        } catch (JournalUnavailable _) {
            return false;
        }
    }
}
