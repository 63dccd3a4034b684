package io.berth.persistence.rocksdb;

import com.typesafe.config.Config;
import io.berth.persistence.plugin.Payload;
import io.berth.persistence.plugin.PekkoAnswer;
import io.berth.persistence.plugin.PekkoCodec;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;
import scala.concurrent.Future;

/** Pekko's snapshot store on the embedded store. */
public final class RocksSnapshotStore extends SnapshotStore {
    private final RocksStore store;
    private final PekkoCodec codec;

    /** Created by Pekko with the plugin's configuration. */
    public RocksSnapshotStore(Config config) {
        this.store = RocksStores.get(context().system()).at(config.getString("journal-plugin"));
        this.codec = new PekkoCodec((ExtendedActorSystem) context().system());
    }

    @Override
    public Future<Optional<SelectedSnapshot>> doLoadAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return PekkoAnswer.of(store.readAfterWrites(() -> load(persistenceId, criteria)));
    }

    private Optional<SelectedSnapshot> load(String persistenceId, SnapshotSelectionCriteria criteria) {
        while (true) {
            Optional<SnapshotHeader> header =
                    store.snapshots().newest(persistenceId, criteria.maxSequenceNr(), matches(criteria));
            if (header.isEmpty()) {
                return Optional.empty();
            }
            Optional<Payload> payload = store.snapshots().read(header.get());
            if (payload.isPresent()) {
                SnapshotMetadata metadata = new SnapshotMetadata(
                        persistenceId, header.get().sequence(), header.get().timestamp());
                return Optional.of(SelectedSnapshot.create(metadata, codec.deserialize(payload.get())));
            }
            // It was replaced or deleted between the two reads: there is another newest one now.
        }
    }

    private static Predicate<SnapshotHeader> matches(SnapshotSelectionCriteria criteria) {
        return header -> header.sequence() <= criteria.maxSequenceNr()
                && header.sequence() >= criteria.minSequenceNr()
                && header.timestamp() <= criteria.maxTimestamp()
                && header.timestamp() >= criteria.minTimestamp();
    }

    @Override
    public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
        CompletableFuture<Boolean> saved = store.encode(() -> codec.serialize(snapshot))
                .thenCompose(payload -> store.snapshots()
                        .save(metadata.persistenceId(), metadata.sequenceNr(), metadata.timestamp(), payload));
        return PekkoAnswer.of(saved.thenAccept(_ -> {}));
    }

    @Override
    public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
        return delete(
                metadata.persistenceId(),
                metadata.sequenceNr(),
                // Pekko asks with timestamp 0 when it knows the sequence number only.
                header -> header.sequence() == metadata.sequenceNr()
                        && (metadata.timestamp() == 0 || header.timestamp() == metadata.timestamp()));
    }

    @Override
    public Future<Void> doDeleteAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return delete(persistenceId, criteria.maxSequenceNr(), matches(criteria));
    }

    private Future<Void> delete(String persistenceId, long maxSequence, Predicate<SnapshotHeader> matches) {
        return PekkoAnswer.of(store.readAfterWrites(() -> store.snapshots().delete(persistenceId, maxSequence, matches))
                .thenAccept(_ -> {}));
    }
}
