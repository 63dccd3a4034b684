package io.berth.persistence.cassandra;

import io.berth.persistence.plugin.EventFormat;
import io.berth.persistence.plugin.StoreFailed;
import io.berth.persistence.plugin.StoredEvent;
import io.berth.persistence.query.Page;
import io.berth.persistence.query.PositionGone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the listed events in their one order: positions lead to places in shards, and those to events. Its calls wait. */
final class StreamReader {
    private static final int PAGE = 500;
    private static final int PAGE_BYTES = 1 << 20;
    private static final int KEYS_AT_ONCE = 100;

    private final String stream;
    private final OrderReader order;
    private final RowQueries rows;
    private final ChunkTable chunks;
    private final Positions positions;

    StreamReader(String stream, OrderReader order, RowQueries rows, ChunkTable chunks, Positions positions) {
        this.stream = stream;
        this.order = order;
        this.rows = rows;
        this.chunks = chunks;
        this.positions = positions;
    }

    /** Where an event is. */
    private record Pointer(long position, Bucket bucket, RowQueries.Key key) {}

    private record Bucket(String log, int number) {}

    /** A page of the events after {@code after} and not after {@code to}, with their positions stamped into them. */
    Page<StoredEvent> page(long after, long to) {
        long newest = Math.min(positions.latest(), to);
        List<Pointer> pointers = newest > after ? pointers(after + 1, newest) : List.of();
        List<StoredEvent> events = events(pointers);
        if (positions.readTrimmed() > after) {
            throw new PositionGone(after, positions.trimmed() + 1);
        }
        if (events.size() < pointers.size()) {
            throw new StoreFailed("%d of the events after position %d are missing from the journal"
                    .formatted(pointers.size() - events.size(), after));
        }
        long reached = pointers.isEmpty()
                ? Math.max(after, newest)
                : pointers.getLast().position();
        return new Page<>(events, reached, reached >= newest);
    }

    private List<Pointer> pointers(long from, long to) {
        List<Pointer> pointers = new ArrayList<>();
        long bytes = 0;
        for (OrderReader.Entries shard : order.read(stream, from, to, PAGE)) {
            Run places = shard.run();
            int wanted = PAGE - pointers.size();
            for (OrderReader.Entries entries : order.read(places.name(), places.first(), places.last(), wanted)) {
                Bucket bucket = new Bucket(places.name(), entries.bucket());
                Run run = entries.run();
                for (int n = 0; n < run.count(); n++) {
                    if (pointers.size() == PAGE || bytes > PAGE_BYTES) {
                        return pointers;
                    }
                    long position = shard.place() + entries.place() - places.first() + n;
                    pointers.add(new Pointer(position, bucket, new RowQueries.Key(run.name(), run.first() + n)));
                    bytes += run.bytes() / run.count();
                }
            }
        }
        return pointers;
    }

    private List<StoredEvent> events(List<Pointer> pointers) {
        Map<RowQueries.Key, LogRow> found = new HashMap<>();
        Map<Bucket, List<RowQueries.Key>> wanted = pointers.stream()
                .collect(Collectors.groupingBy(Pointer::bucket, Collectors.mapping(Pointer::key, Collectors.toList())));
        wanted.forEach((bucket, keys) -> {
            for (int first = 0; first < keys.size(); first += KEYS_AT_ONCE) {
                List<RowQueries.Key> some = keys.subList(first, Math.min(keys.size(), first + KEYS_AT_ONCE));
                rows.exact(bucket.log(), bucket.number(), RowKind.EVENT, some)
                        .forEach(row -> found.put(new RowQueries.Key(row.name(), row.sequence()), row));
            }
        });
        List<StoredEvent> events = new ArrayList<>();
        for (Pointer pointer : pointers) {
            LogRow row = found.get(pointer.key());
            if (row != null) {
                chunks.read(row.body()).ifPresent(bytes -> {
                    EventFormat.stamp(bytes, pointer.position());
                    events.add(new StoredEvent(row.name(), row.sequence(), bytes));
                });
            }
        }
        return events;
    }
}
