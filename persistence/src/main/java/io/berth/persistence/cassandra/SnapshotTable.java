package io.berth.persistence.cassandra;

import io.berth.persistence.plugin.Payload;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The snapshots by entity. Those of a shard are in a log of their own, with an epoch of its own, which is taken over
 * before a snapshot is loaded; so nothing that an earlier owner saves or deletes can come after that. Its calls wait.
 */
final class SnapshotTable {
    private static final int HEADERS = 1_000;

    private final RowQueries rows;
    private final ChunkTable chunks;
    private final int inline;

    SnapshotTable(RowQueries rows, ChunkTable chunks, CassandraSettings settings) {
        this.rows = rows;
        this.chunks = chunks;
        this.inline = settings.limits().inline();
    }

    /** The newest snapshot that matches, once the shard is ours. */
    Optional<LogRow> newest(Shard shard, String id, long maxSequence, Predicate<LogRow> matches) {
        // The events first: while they are another's, that other may save snapshots.
        var _ = Waiting.on(shard.events().present());
        long epoch = Waiting.on(shard.snapshots().present());
        shard.looseSnapshots().sweep(epoch, _ -> List.of(0));
        Optional<LogRow> found = rows.last(shard.snapshotLog(), 0, RowKind.SNAPSHOT, id, maxSequence);
        while (found.isPresent() && !matches.test(found.get())) {
            found = rows.last(
                    shard.snapshotLog(), 0, RowKind.SNAPSHOT, id, found.get().sequence() - 1);
        }
        return found;
    }

    /** The bytes of a snapshot; empty if it was replaced or deleted meanwhile. */
    Optional<Payload> read(LogRow header) {
        return chunks.read(header.body()).map(bytes -> SnapshotFormat.of(header, bytes));
    }

    /** Saves a snapshot, in place of one of the same sequence number. */
    void save(Shard shard, String id, long sequence, long timestamp, Payload payload) {
        byte[] bytes = SnapshotFormat.toBytes(payload);
        String log = shard.snapshotLog();
        List<LogRow> replaced = rows.range(log, 0, RowKind.SNAPSHOT, id, sequence, sequence, 1);
        if (bytes.length <= inline) {
            var _ = Waiting.on(shard.snapshots().submit(new Save(id, sequence, timestamp, Body.of(bytes))));
        } else {
            // A question that does not take the log back from one who has taken it from us.
            long epoch = Waiting.on(shard.snapshots().submit(new EpochQuestion(false)));
            LooseChunks.Kept kept = shard.looseSnapshots().write(bytes, RowKind.SNAPSHOT, id, sequence, epoch);
            var _ = Waiting.on(shard.looseSnapshots()
                    .settle(
                            shard.snapshots().submit(new Save(id, sequence, timestamp, kept.body(), epoch)),
                            List.of(kept)));
        }
        replaced.forEach(row -> chunks.delete(row.body()));
    }

    /** Deletes all snapshots that match. */
    void delete(Shard shard, String id, long maxSequence, Predicate<LogRow> matches) {
        List<LogRow> doomed = rows.range(shard.snapshotLog(), 0, RowKind.SNAPSHOT, id, 0, maxSequence, HEADERS).stream()
                .filter(matches)
                .toList();
        if (!doomed.isEmpty()) {
            var _ = Waiting.on(shard.snapshots().submit(new Delete(doomed)));
            doomed.forEach(row -> chunks.delete(row.body()));
        }
    }

    private static final class Save implements Mutation<Boolean> {
        private final String id;
        private final long sequence;
        private final long timestamp;
        private final Body body;
        private final Optional<Long> epoch;

        Save(String id, long sequence, long timestamp, Body body) {
            this(id, sequence, timestamp, body, Optional.empty());
        }

        Save(String id, long sequence, long timestamp, Body body, long epoch) {
            this(id, sequence, timestamp, body, Optional.of(epoch));
        }

        private Save(String id, long sequence, long timestamp, Body body, Optional<Long> epoch) {
            this.id = id;
            this.sequence = sequence;
            this.timestamp = timestamp;
            this.body = body;
            this.epoch = epoch;
        }

        @Override
        public long weight() {
            return body.bytes().length;
        }

        @Override
        public void stage(Staging staging) {
            if (epoch.isPresent() && epoch.get() != staging.epoch()) {
                throw Fenced.notRecovered("the snapshots", id);
            }
            staging.put(new LogRow(RowKind.SNAPSHOT, id, sequence, timestamp, staging.epoch(), body));
        }

        @Override
        public Boolean committed() {
            return true;
        }
    }

    private record Delete(List<LogRow> doomed) implements Mutation<Boolean> {
        @Override
        public long weight() {
            return 0;
        }

        @Override
        public void stage(Staging staging) {
            doomed.forEach(row -> staging.delete(RowKind.SNAPSHOT, row.name(), row.sequence()));
        }

        @Override
        public Boolean committed() {
            return true;
        }
    }
}
