package io.berth.persistence.rocksdb;

import com.typesafe.config.Config;
import io.berth.persistence.plugin.EncodedWrite;
import io.berth.persistence.plugin.PekkoAnswer;
import io.berth.persistence.plugin.PekkoCodec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import scala.concurrent.Future;

/** Pekko's journal on the embedded store. */
public final class RocksJournal extends AsyncWriteJournal {
    /** Writes of more events than this are serialized off the writer's thread, which they would hold up. */
    private static final int EVENTS_ENCODED_BY_WRITER = 8;

    private final RocksStore store;
    private final PekkoCodec codec;

    /** Created by Pekko with the plugin's configuration and its path. */
    public RocksJournal(Config config, String path) {
        this.store = RocksStores.get(context().system()).at(path);
        this.codec = new PekkoCodec((ExtendedActorSystem) context().system());
    }

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> messages) {
        int events = 0;
        String id = "";
        for (AtomicWrite write : messages) {
            events += write.size();
            id = write.persistenceId();
        }
        Supplier<EncodedWrite> source = () -> codec.encode(messages);
        if (events > EVENTS_ENCODED_BY_WRITER) {
            source = store.encode(source)::join;
        }
        CompletableFuture<List<Optional<Exception>>> written = store.events().append(id, source);
        return PekkoAnswer.of(written);
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
        return PekkoAnswer.of(CompletableFuture.runAsync(
                () -> store.events().deleteTo(persistenceId, toSequenceNr), store.readers()));
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId,
            long fromSequenceNr,
            long toSequenceNr,
            long max,
            Consumer<PersistentRepr> replayCallback) {
        return PekkoAnswer.of(CompletableFuture.runAsync(
                () -> store.events()
                        .replay(
                                persistenceId,
                                fromSequenceNr,
                                toSequenceNr,
                                max,
                                event -> replayCallback.accept(codec.repr(event))),
                store.readers()));
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
        // After the writes: an entity that was stopped with a write on its way must find it when it comes back.
        return PekkoAnswer.of(store.readAfterWrites(() -> store.events().highest(persistenceId)));
    }
}
