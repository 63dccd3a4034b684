package io.berth.persistence.cassandra;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;

/** Finds the position of an event by its place in its shard. */
final class PlaceIndex {
    private final String stream;
    private final RowQueries rows;
    private final BucketIndex index;

    PlaceIndex(String stream, RowQueries rows, BucketIndex index) {
        this.stream = stream;
        this.rows = rows;
        this.index = index;
    }

    /** The position, or empty if there is none yet. */
    OptionalLong positionOf(String shard, long place) {
        return lookup(shard).positionOf(place);
    }

    /** Looks up several places of a shard. What is new meanwhile is not seen. */
    Lookup lookup(String shard) {
        return new Lookup(shard, index.refresh(stream));
    }

    /** Lookups that share what they have learnt. */
    final class Lookup {
        private final String shard;
        private final NavigableMap<Integer, Long> buckets;
        private final Map<Integer, Long> merged = new HashMap<>();

        private Lookup(String shard, NavigableMap<Integer, Long> buckets) {
            this.shard = shard;
            this.buckets = buckets;
        }

        /** The position, or empty if there is none yet. */
        OptionalLong positionOf(long place) {
            int high = buckets.isEmpty() ? -1 : buckets.lastKey();
            int low = buckets.isEmpty() ? 0 : buckets.firstKey();
            if (high > low && merged(high) < place) {
                // The last bucket may be announced and not there yet.
                high--;
            }
            if (high < low || merged(high) < place) {
                return OptionalLong.empty();
            }
            // Each bucket knows how far the shard was merged at its end; the first that reaches the place has it.
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (merged(middle) >= place) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return rows.last(stream, low, RowKind.POSITION, shard, place)
                    .map(row -> OptionalLong.of(row.place() + place - row.sequence()))
                    .orElse(OptionalLong.empty());
        }

        private long merged(int bucket) {
            return merged.computeIfAbsent(
                    bucket,
                    number -> rows.last(stream, number, RowKind.MERGED, shard, 0)
                            .map(LogRow::place)
                            .orElse(0L));
        }
    }
}
