package io.berth.persistence.cassandra;

import com.typesafe.config.Config;
import io.berth.persistence.plugin.Payload;
import io.berth.persistence.plugin.PekkoAnswer;
import io.berth.persistence.plugin.PekkoCodec;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;
import scala.concurrent.Future;

/** Pekko's snapshot store in Cassandra. */
public final class CassandraSnapshotStore extends SnapshotStore {
    private final CassandraStore store;
    private final PekkoCodec codec;

    /** Created by Pekko with the plugin's configuration. */
    public CassandraSnapshotStore(Config config) {
        this.store = CassandraStores.get(context().system()).at(config.getString("journal-plugin"));
        this.codec = new PekkoCodec((ExtendedActorSystem) context().system());
    }

    @Override
    public Future<Optional<SelectedSnapshot>> doLoadAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return PekkoAnswer.of(store.read(() -> load(persistenceId, criteria)));
    }

    private Optional<SelectedSnapshot> load(String id, SnapshotSelectionCriteria criteria) {
        while (true) {
            Optional<LogRow> header =
                    store.snapshots().newest(store.shard(id), id, criteria.maxSequenceNr(), matches(criteria));
            if (header.isEmpty()) {
                return Optional.empty();
            }
            Optional<Payload> payload = store.snapshots().read(header.get());
            if (payload.isPresent()) {
                SnapshotMetadata metadata = new SnapshotMetadata(
                        id, header.get().sequence(), header.get().place());
                return Optional.of(SelectedSnapshot.create(metadata, codec.deserialize(payload.get())));
            }
            // It was replaced or deleted between the two reads: there is another newest one now.
        }
    }

    /** Of a snapshot's row the place is its time. */
    private static Predicate<LogRow> matches(SnapshotSelectionCriteria criteria) {
        return row -> row.sequence() <= criteria.maxSequenceNr()
                && row.sequence() >= criteria.minSequenceNr()
                && row.place() <= criteria.maxTimestamp()
                && row.place() >= criteria.minTimestamp();
    }

    @Override
    public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
        return PekkoAnswer.of(store.run(() -> store.snapshots()
                .save(
                        store.shard(metadata.persistenceId()),
                        metadata.persistenceId(),
                        metadata.sequenceNr(),
                        metadata.timestamp(),
                        codec.serialize(snapshot))));
    }

    @Override
    public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
        return delete(
                metadata.persistenceId(),
                metadata.sequenceNr(),
                // Pekko asks with timestamp 0 when it knows the sequence number only.
                row -> row.sequence() == metadata.sequenceNr()
                        && (metadata.timestamp() == 0 || row.place() == metadata.timestamp()));
    }

    @Override
    public Future<Void> doDeleteAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return delete(persistenceId, criteria.maxSequenceNr(), matches(criteria));
    }

    private Future<Void> delete(String id, long maxSequence, Predicate<LogRow> matches) {
        return PekkoAnswer.of(store.run(() -> store.snapshots().delete(store.shard(id), id, maxSequence, matches)));
    }
}
