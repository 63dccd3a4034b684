package io.berth.persistence.rocksdb;

import io.berth.persistence.query.Page;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.rocksdb.RocksDBException;

/** The persistence ids of a store. Each has a short ordinal for the keys, given once, in order, from 1. */
final class PersistenceIds {
    private final Map<String, PersistenceId> byName = new ConcurrentHashMap<>();
    private final Map<Long, PersistenceId> byOrdinal = new ConcurrentHashMap<>();
    private final Database database;
    /** Changed by the writer only. */
    private volatile long last;

    PersistenceIds(Database database) {
        this.database = database;
        try (Cursor cursor = database.scan(Table.IDS).first()) {
            for (; cursor.isValid(); cursor.next()) {
                add(new PersistenceId(Keys.first(cursor.key()), new String(cursor.value(), StandardCharsets.UTF_8)));
            }
        }
    }

    private void add(PersistenceId id) {
        byName.put(id.name(), id);
        byOrdinal.put(id.ordinal(), id);
        last = id.ordinal();
    }

    /** Finds the id, or gives it the next ordinal. For the writer only. */
    PersistenceId assign(String name, Batch batch) throws RocksDBException {
        PersistenceId known = byName.get(name);
        if (known != null) {
            return known;
        }
        PersistenceId id = new PersistenceId(last + 1, name);
        batch.put(Table.IDS, Keys.of(id.ordinal()), name.getBytes(StandardCharsets.UTF_8));
        add(id);
        return id;
    }

    Optional<PersistenceId> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    PersistenceId at(long ordinal) {
        return Objects.requireNonNull(byOrdinal.get(ordinal));
    }

    long count() {
        return last;
    }

    /** Up to {@code limit} durable ids with higher ordinals. */
    Page<String> after(long ordinal, int limit) {
        List<String> names = new ArrayList<>();
        long reached = ordinal;
        try (Cursor cursor = database.scan(Table.IDS).from(Keys.of(ordinal + 1))) {
            for (; cursor.isValid() && names.size() < limit; cursor.next()) {
                names.add(new String(cursor.value(), StandardCharsets.UTF_8));
                reached = Keys.first(cursor.key());
            }
            return new Page<>(names, reached, !cursor.isValid());
        }
    }
}
