package io.berth.persistence.cassandra;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the bucket in which a place of a log is. What a bucket begins behind never changes, so it is remembered. */
final class BucketIndex {
    private final HintTable hints;
    private final Map<String, NavigableMap<Integer, Long>> known = new ConcurrentHashMap<>();

    BucketIndex(HintTable hints) {
        this.hints = hints;
    }

    /** The newest known bucket that begins before a place. */
    OptionalInt bucketOf(String log, long place) {
        NavigableMap<Integer, Long> buckets = known.getOrDefault(log, new java.util.TreeMap<>());
        if (buckets.isEmpty()) {
            buckets = refresh(log);
        }
        return buckets.descendingMap().entrySet().stream()
                .filter(bucket -> bucket.getValue() < place)
                .mapToInt(Map.Entry::getKey)
                .findFirst();
    }

    /** Looks for buckets that are new. */
    NavigableMap<Integer, Long> refresh(String log) {
        NavigableMap<Integer, Long> buckets = hints.buckets(log);
        known.put(log, buckets);
        return buckets;
    }

    /** The newest bucket that was ever opened, with its fence, as the table has it now. */
    static Optional<Owned> newest(String log, int hinted, LogTable table) {
        for (int bucket = hinted; bucket >= 0; bucket--) {
            Optional<Fence> fence = table.fence(log, bucket);
            if (fence.isPresent()) {
                return Optional.of(new Owned(bucket, fence.get()));
            }
        }
        return Optional.empty();
    }
}
