package io.berth.sharding.entity;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.pekko.dispatch.Futures;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import scala.concurrent.Future;

/** A journal in memory that several actor systems of one JVM share, as members share a database. */
public final class SharedJournal extends AsyncWriteJournal {
    private static final Map<String, SharedJournal.Store> STORES = new ConcurrentHashMap<>();

    private final Store store;

    /** The events, and the entity whose next write is to fail. */
    static final class Store {
        private final Map<String, List<PersistentRepr>> events = new ConcurrentHashMap<>();
        private volatile String failing = "";

        /** The next write of this entity fails. */
        void failNext(String persistenceId) {
            failing = persistenceId;
        }

        int count(String persistenceId) {
            return events.getOrDefault(persistenceId, List.of()).size();
        }

        private synchronized void write(AtomicWrite write) {
            if (write.persistenceId().equals(failing)) {
                failing = "";
                throw new IllegalStateException("the disk is full");
            }
            List<PersistentRepr> all = new ArrayList<>(events.getOrDefault(write.persistenceId(), List.of()));
            write.payload().foreach(all::add);
            events.put(write.persistenceId(), List.copyOf(all));
        }
    }

    /** Created by Pekko. */
    public SharedJournal(Config config) {
        store = store(config.getString("store"));
    }

    static Store store(String name) {
        return STORES.computeIfAbsent(name, _ -> new Store());
    }

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> messages) {
        try {
            messages.forEach(store::write);
            return Futures.successful(List.of());
        } catch (IllegalStateException failure) {
            return Futures.failed(failure);
        }
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
        return Futures.successful(null);
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId, long from, long to, long max, Consumer<PersistentRepr> replay) {
        store.events.getOrDefault(persistenceId, List.of()).stream()
                .filter(event -> event.sequenceNr() >= from && event.sequenceNr() <= to)
                .limit(max)
                .forEach(replay);
        return Futures.successful(null);
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long from) {
        List<PersistentRepr> all = store.events.getOrDefault(persistenceId, List.of());
        return Futures.successful(all.isEmpty() ? 0L : all.getLast().sequenceNr());
    }
}
