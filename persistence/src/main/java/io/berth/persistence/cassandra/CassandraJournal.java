package io.berth.persistence.cassandra;

import com.typesafe.config.Config;
import io.berth.persistence.plugin.EncodedWrite;
import io.berth.persistence.plugin.PekkoAnswer;
import io.berth.persistence.plugin.PekkoCodec;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import scala.concurrent.Future;

/** Pekko's journal in Cassandra. */
public final class CassandraJournal extends AsyncWriteJournal {
    private final CassandraStore store;
    private final PekkoCodec codec;

    /** Created by Pekko with the plugin's configuration and its path. */
    public CassandraJournal(Config config, String path) {
        this.store = CassandraStores.get(context().system()).at(path);
        this.codec = new PekkoCodec((ExtendedActorSystem) context().system());
    }

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> messages) {
        return PekkoAnswer.of(store.read(() -> write(messages)));
    }

    private List<Optional<Exception>> write(Iterable<AtomicWrite> messages) {
        EncodedWrite write = codec.encode(messages);
        if (write.events().isEmpty()) {
            return write.outcomes();
        }
        String id = write.events().getFirst().id();
        return Waiting.on(store.shard(id).append(id, write));
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
        return PekkoAnswer.of(store.run(() -> {
            store.deletion().deleteTo(store.shard(persistenceId), persistenceId, toSequenceNr);
        }));
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId,
            long fromSequenceNr,
            long toSequenceNr,
            long max,
            Consumer<PersistentRepr> replayCallback) {
        return PekkoAnswer.of(store.run(() -> {
            store.shard(persistenceId)
                    .replay(
                            persistenceId,
                            fromSequenceNr,
                            toSequenceNr,
                            max,
                            event -> replayCallback.accept(codec.repr(event)));
        }));
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
        return PekkoAnswer.of(store.read(() -> store.shard(persistenceId).recover(persistenceId)));
    }
}
