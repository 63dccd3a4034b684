package io.berth.persistence.rocksdb;

import io.berth.persistence.plugin.EncodedWrite;
import io.berth.persistence.plugin.EventFormat;
import io.berth.persistence.plugin.StaleWrite;
import io.berth.persistence.plugin.StoredEvent;
import io.berth.persistence.query.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rocksdb.RocksDBException;

/** The events by entity. Its reads block, so they belong on a reader's thread. */
final class EventTable {
    private static final int PAGE = 500;
    private static final int PAGE_BYTES = 1 << 20;
    private static final int DELETES_AT_ONCE = 2_000;

    private final Database database;
    private final GroupCommit commit;
    private final PersistenceIds ids;
    private final EventStream stream;

    EventTable(Database database, GroupCommit commit, PersistenceIds ids, EventStream stream) {
        this.database = database;
        this.commit = commit;
        this.ids = ids;
        this.stream = stream;
    }

    /**
     * Writes the events of one entity, all or nothing; the answer is the write's outcomes. {@code source} is asked on
     * the writer's thread. Fails with {@link StaleWrite} if the first event is not newer than what the journal has.
     */
    CompletableFuture<List<Optional<Exception>>> append(String id, Supplier<EncodedWrite> source) {
        return commit.submit(new Append(this, ids, stream, id, source));
    }

    /** The highest sequence number ever written, also if that event is deleted; 0 if there was none. */
    long highest(String id) {
        return ids.find(id).map(this::highest).orElse(0L);
    }

    long highest(PersistenceId id) {
        byte[] end = Keys.of(id.ordinal(), Long.MAX_VALUE);
        try (Cursor cursor = database.scan(Table.EVENTS).downFrom(end)) {
            boolean isFound = cursor.isValid() && Keys.first(cursor.key()) == id.ordinal();
            return Math.max(isFound ? Keys.second(cursor.key()) : 0, deletedTo(id));
        }
    }

    private long deletedTo(PersistenceId id) {
        return database.get(Table.DELETES, Keys.of(id.ordinal()))
                .map(Keys::first)
                .orElse(0L);
    }

    /** Hands over the events from {@code from} to {@code to}, not more than {@code max}, in order. */
    void replay(String name, long from, long to, long max, Consumer<StoredEvent> consumer) {
        Optional<PersistenceId> found = ids.find(name);
        if (found.isEmpty() || max <= 0) {
            return;
        }
        PersistenceId id = found.get();
        long start = Math.max(from, deletedTo(id) + 1);
        long left = max;
        try (Cursor cursor = database.scan(Table.EVENTS).from(Keys.of(id.ordinal(), start))) {
            for (; left > 0 && isWithin(cursor, id, to); cursor.next(), left--) {
                consumer.accept(new StoredEvent(name, Keys.second(cursor.key()), cursor.value()));
            }
        }
    }

    private static boolean isWithin(Cursor cursor, PersistenceId id, long to) {
        if (!cursor.isValid()) {
            return false;
        }
        byte[] key = cursor.key();
        return Keys.first(key) == id.ordinal() && Keys.second(key) <= to;
    }

    /** A page of the events after {@code after} and not after {@code to}. */
    Page<StoredEvent> page(String name, long after, long to) {
        Optional<PersistenceId> found = ids.find(name);
        if (found.isEmpty()) {
            return new Page<>(List.of(), after, true);
        }
        PersistenceId id = found.get();
        List<StoredEvent> events = new ArrayList<>();
        long reached = after;
        long bytes = 0;
        long start = Math.max(after, deletedTo(id)) + 1;
        try (Cursor cursor = database.scan(Table.EVENTS).from(Keys.of(id.ordinal(), start))) {
            for (; isWithin(cursor, id, to) && events.size() < PAGE && bytes < PAGE_BYTES; cursor.next()) {
                reached = Keys.second(cursor.key());
                events.add(new StoredEvent(name, reached, cursor.value()));
                bytes += events.getLast().bytes().length;
            }
            return new Page<>(events, reached, !isWithin(cursor, id, to));
        }
    }

    /** Forgets the events up to {@code to}; the highest sequence number stays known. */
    void deleteTo(String name, long to) {
        Optional<PersistenceId> found = ids.find(name);
        if (found.isEmpty()) {
            return;
        }
        PersistenceId id = found.get();
        long end = Math.min(to, highest(id));
        commit.submit(new MarkDeleted(id, end)).join();
        List<StoredEvent> part = oldest(id, end);
        while (!part.isEmpty()) {
            commit.submit(new Remove(id, part, stream)).join();
            part = oldest(id, end);
        }
    }

    private List<StoredEvent> oldest(PersistenceId id, long to) {
        List<StoredEvent> events = new ArrayList<>();
        try (Cursor cursor = database.scan(Table.EVENTS).from(Keys.of(id.ordinal(), 0))) {
            for (; isWithin(cursor, id, to) && events.size() < DELETES_AT_ONCE; cursor.next()) {
                byte[] header = EventFormat.header(cursor.value());
                events.add(new StoredEvent(id.name(), Keys.second(cursor.key()), header));
            }
        }
        return events;
    }

    /** From here on the events do not count any more, even if their removal is cut short by a crash. */
    private record MarkDeleted(PersistenceId id, long to) implements Mutation<Boolean> {
        @Override
        public void stage(Batch batch) throws RocksDBException {
            byte[] key = Keys.of(id.ordinal());
            long before = Math.max(
                    id.deleted(),
                    batch.stored(Table.DELETES, key).map(Keys::first).orElse(0L));
            if (before < to) {
                batch.put(Table.DELETES, key, Keys.of(to));
                id.delete(to);
            }
        }

        @Override
        public Boolean committed() {
            return true;
        }
    }

    private record Remove(PersistenceId id, List<StoredEvent> events, EventStream stream) implements Mutation<Boolean> {
        @Override
        public void stage(Batch batch) throws RocksDBException {
            for (StoredEvent event : events) {
                batch.delete(Table.EVENTS, Keys.of(id.ordinal(), event.sequence()));
                stream.remove(EventFormat.position(event.bytes()), batch);
            }
        }

        @Override
        public Boolean committed() {
            return true;
        }
    }
}
