package io.berth.persistence.rocksdb;

import io.berth.persistence.plugin.EncodedWrite;
import io.berth.persistence.plugin.EventFormat;
import io.berth.persistence.plugin.StaleWrite;
import io.berth.persistence.plugin.StoredEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** Writes events of one entity and gives them their positions. */
final class Append implements Mutation<List<Optional<Exception>>> {
    private final EventTable events;
    private final PersistenceIds ids;
    private final EventStream stream;
    private final String name;
    private final Supplier<EncodedWrite> source;
    private List<Optional<Exception>> outcomes = List.of();
    private @Nullable PersistenceId written;
    private long position;

    Append(EventTable events, PersistenceIds ids, EventStream stream, String name, Supplier<EncodedWrite> source) {
        this.events = events;
        this.ids = ids;
        this.stream = stream;
        this.name = name;
        this.source = source;
    }

    @Override
    public void stage(Batch batch) throws RocksDBException {
        EncodedWrite write = source.get();
        outcomes = write.outcomes();
        if (write.events().isEmpty()) {
            return;
        }
        refuseStale(write.events().getFirst().sequence());
        PersistenceId id = ids.assign(name, batch);
        boolean isListed = stream.isListed(name);
        for (StoredEvent event : write.events()) {
            byte[] key = Keys.of(id.ordinal(), event.sequence());
            if (isListed) {
                position = stream.add(key, batch);
                EventFormat.stamp(event.bytes(), position);
            }
            batch.put(Table.EVENTS, key, event.bytes());
        }
        id.stage(write.events().getLast().sequence());
        written = id;
    }

    private void refuseStale(long sequence) {
        ids.find(name).ifPresent(id -> {
            if (!id.isStagedKnown()) {
                id.stage(events.highest(id));
            }
            if (sequence <= id.staged()) {
                throw new StaleWrite(name, sequence, id.staged());
            }
        });
    }

    @Override
    public List<Optional<Exception>> committed() {
        if (written != null) {
            written.commit(written.staged());
        }
        stream.commit(position);
        return outcomes;
    }
}
