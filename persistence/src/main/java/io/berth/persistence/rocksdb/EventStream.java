package io.berth.persistence.rocksdb;

import io.berth.persistence.plugin.StoredEvent;
import io.berth.persistence.query.Page;
import io.berth.persistence.query.PositionGone;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rocksdb.RocksDBException;

/** The listed events in their one order. */
final class EventStream {
    private static final int PAGE = 500;
    private static final int PAGE_BYTES = 1 << 20;
    private static final byte[] TRIMMED = "trimmed".getBytes(StandardCharsets.US_ASCII);

    private final Database database;
    private final PersistenceIds ids;
    private final StoreSettings settings;
    /** The highest position given; the writer's own. */
    private long staged;

    private volatile long durable;
    /** The highest position deleted. Changed by the writer only. */
    private volatile long trimmed;

    EventStream(Database database, PersistenceIds ids, StoreSettings settings) {
        this.database = database;
        this.ids = ids;
        this.settings = settings;
        this.trimmed = database.get(Table.META, TRIMMED).map(Keys::first).orElse(0L);
        try (Cursor cursor = database.scan(Table.STREAM).last()) {
            // With all events deleted only the mark remembers which positions were used.
            this.staged = Math.max(cursor.isValid() ? Keys.first(cursor.key()) : 0, trimmed);
        }
        this.durable = staged;
    }

    boolean isListed(String persistenceId) {
        return settings.isListed(persistenceId);
    }

    /** Gives an event the next position. For the writer only, as {@link #commit} and {@link #remove}. */
    long add(byte[] eventKey, Batch batch) throws RocksDBException {
        staged++;
        batch.put(Table.STREAM, Keys.of(staged), eventKey);
        return staged;
    }

    /** Shows the events up to a position to readers; 0 shows nothing new. */
    void commit(long position) {
        durable = Math.max(durable, position);
    }

    /** Removes a deleted event; position 0 is that of an unlisted one. */
    void remove(long position, Batch batch) throws RocksDBException {
        if (position == 0) {
            return;
        }
        batch.delete(Table.STREAM, Keys.of(position));
        if (position > trimmed) {
            // Raised before the hole can be seen, so that no reader passes over it unknowingly.
            trimmed = position;
            batch.put(Table.META, TRIMMED, Keys.of(position));
        }
    }

    long latest() {
        return durable;
    }

    long earliest() {
        return trimmed + 1;
    }

    /** A page of the events after {@code after} and not after {@code to}. */
    Page<StoredEvent> page(long after, long to) {
        long newest = Math.min(durable, to);
        List<StoredEvent> events = new ArrayList<>();
        long reached = after;
        long bytes = 0;
        boolean isLast;
        try (Cursor cursor = database.scan(Table.STREAM).from(Keys.of(after + 1))) {
            for (; isWithin(cursor, newest) && events.size() < PAGE && bytes < PAGE_BYTES; cursor.next()) {
                reached = Keys.first(cursor.key());
                Optional<StoredEvent> event = event(cursor.value());
                event.ifPresent(events::add);
                bytes += event.map(found -> found.bytes().length).orElse(0);
            }
            isLast = !isWithin(cursor, newest);
        }
        if (trimmed > after) {
            throw new PositionGone(after, earliest());
        }
        return new Page<>(events, isLast ? Math.max(newest, after) : reached, isLast);
    }

    private static boolean isWithin(Cursor cursor, long newest) {
        return cursor.isValid() && Keys.first(cursor.key()) <= newest;
    }

    private Optional<StoredEvent> event(byte[] key) {
        String name = ids.at(Keys.first(key)).name();
        return database.get(Table.EVENTS, key).map(bytes -> new StoredEvent(name, Keys.second(key), bytes));
    }
}
