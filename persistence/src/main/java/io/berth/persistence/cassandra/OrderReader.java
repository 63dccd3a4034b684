package io.berth.persistence.cassandra;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the entries of a log in their order. */
final class OrderReader {
    private static final int ROWS_AT_ONCE = 50;

    private final RowQueries rows;
    private final BucketIndex index;

    OrderReader(RowQueries rows, BucketIndex index) {
        this.rows = rows;
        this.index = index;
    }

    /**
     * Consecutive entries.
     *
     * @param place of the first
     * @param bucket in which they are
     * @param run what they are
     */
    record Entries(long place, int bucket, Run run) {
        /** Those between two places, both inclusive. */
        Optional<Entries> between(long from, long to) {
            long skipped = Math.max(0, from - place);
            long kept = Math.min(to, place + run.count() - 1) - (place + skipped) + 1;
            return kept <= 0
                    ? Optional.empty()
                    : Optional.of(new Entries(place + skipped, bucket, run.part(skipped, kept)));
        }
    }

    /** The entries from one place to another, both inclusive and written already, or about {@code max} of them. */
    List<Entries> read(String log, long from, long to, int max) {
        List<Entries> found = new ArrayList<>();
        long next = from;
        boolean isFresh = false;
        while (next <= to && next - from < max) {
            OptionalInt bucket = index.bucketOf(log, next);
            int before = found.size();
            if (bucket.isPresent()) {
                next = readBucket(log, bucket.getAsInt(), next, to, from + max - 1, found);
            }
            if (found.size() == before) {
                if (isFresh) {
                    return found;
                }
                index.refresh(log);
            }
            isFresh = found.size() == before;
        }
        return found;
    }

    /** Reads on from {@code from} and returns where the next one is. */
    private long readBucket(String log, int bucket, long from, long to, long enough, List<Entries> found) {
        long next = from;
        List<LogRow> page = rows.last(log, bucket, RowKind.ORDER, "", from)
                .filter(row -> row.place() >= from)
                .map(List::of)
                .orElse(List.of());
        while (!page.isEmpty()) {
            for (LogRow row : page) {
                add(row, bucket, from, to, found);
                next = row.place() + 1;
            }
            page = next > Math.min(to, enough)
                    ? List.of()
                    : rows.range(log, bucket, RowKind.ORDER, "", next, to, ROWS_AT_ONCE);
        }
        return next;
    }

    private static void add(LogRow row, int bucket, long from, long to, List<Entries> found) {
        long place = row.sequence();
        for (Run run : Run.of(row.body().bytes())) {
            new Entries(place, bucket, run).between(from, to).ifPresent(found::add);
            place += run.count();
        }
    }
}
