package io.berth.persistence.rocksdb;

import io.berth.persistence.plugin.Payload;
import io.berth.persistence.plugin.StoreFailed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.rocksdb.RocksDBException;

/**
 * The snapshots by entity. A large one is written in chunks, between which other writes go on; its header comes last and
 * makes it exist. Its reads block, so they belong on a reader's thread.
 */
final class SnapshotTable {
    private final Database database;
    private final GroupCommit commit;
    private final PersistenceIds ids;
    private final int chunkBytes;
    private final AtomicLong lastNumber = new AtomicLong();

    SnapshotTable(Database database, GroupCommit commit, PersistenceIds ids, int chunkBytes) {
        this.database = database;
        this.commit = commit;
        this.ids = ids;
        this.chunkBytes = chunkBytes;
        try (Cursor cursor = database.scan(Table.CHUNKS).last()) {
            lastNumber.set(cursor.isValid() ? Keys.first(cursor.key()) : 0);
        }
    }

    /** Saves a snapshot, in place of one of the same sequence number. */
    CompletableFuture<Boolean> save(String id, long sequence, long timestamp, Payload payload) {
        byte[] bytes = payload.bytes();
        long number = lastNumber.incrementAndGet();
        SnapshotHeader header =
                new SnapshotHeader(sequence, timestamp, number, bytes.length, payload.serializer(), payload.manifest());
        CompletableFuture<Boolean> done = CompletableFuture.completedFuture(true);
        for (int offset = 0; offset < bytes.length; offset += chunkBytes) {
            // A failed chunk fails the store, and with it the header that follows.
            done = commit.submit(new PutChunk(number, bytes, offset, Math.min(chunkBytes, bytes.length - offset)));
        }
        return done.thenCombine(commit.submit(new PutHeader(id, header)), Boolean::logicalAnd);
    }

    /** The newest snapshot that matches. */
    Optional<SnapshotHeader> newest(String id, long maxSequence, Predicate<SnapshotHeader> matches) {
        return headers(id, maxSequence).stream().filter(matches).findFirst();
    }

    /** The bytes of a snapshot; empty if it was replaced or deleted meanwhile. */
    Optional<Payload> read(SnapshotHeader header) {
        ByteBuffer bytes = ByteBuffer.allocate(header.size());
        try (Cursor cursor = database.scan(Table.CHUNKS).from(Keys.of(header.number(), 0))) {
            for (; cursor.isValid() && Keys.first(cursor.key()) == header.number(); cursor.next()) {
                bytes.put(cursor.value());
            }
        }
        return bytes.hasRemaining()
                ? Optional.empty()
                : Optional.of(new Payload(header.serializer(), header.manifest(), bytes.array()));
    }

    /** Deletes all snapshots that match, and returns how many there were. */
    int delete(String name, long maxSequence, Predicate<SnapshotHeader> matches) {
        List<SnapshotHeader> doomed =
                headers(name, maxSequence).stream().filter(matches).toList();
        if (!doomed.isEmpty()) {
            commit.submit(new DeleteSnapshots(ids.find(name).orElseThrow(), doomed))
                    .join();
        }
        return doomed.size();
    }

    private List<SnapshotHeader> headers(String name, long maxSequence) {
        List<SnapshotHeader> headers = new ArrayList<>();
        ids.find(name).ifPresent(id -> {
            byte[] end = Keys.of(id.ordinal(), maxSequence);
            try (Cursor cursor = database.scan(Table.SNAPSHOTS).downFrom(end)) {
                for (; cursor.isValid() && Keys.first(cursor.key()) == id.ordinal(); cursor.previous()) {
                    headers.add(SnapshotHeader.of(Keys.second(cursor.key()), cursor.value()));
                }
            }
        });
        return headers;
    }

    /** Removes chunks whose header was never written because of a crash. Called before the writer starts. */
    void removeOrphans() {
        Set<Long> known = new HashSet<>();
        try (Cursor cursor = database.scan(Table.SNAPSHOTS).first()) {
            for (; cursor.isValid(); cursor.next()) {
                known.add(SnapshotHeader.of(0, cursor.value()).number());
            }
        }
        try (Cursor cursor = database.scan(Table.CHUNKS).first();
                Batch batch = new Batch(database)) {
            while (cursor.isValid()) {
                long number = Keys.first(cursor.key());
                if (known.contains(number)) {
                    cursor.from(Keys.of(number + 1, 0));
                } else {
                    batch.delete(Table.CHUNKS, cursor.key());
                    cursor.next();
                }
            }
            batch.write();
        } catch (RocksDBException failure) {
            throw new StoreFailed("the journal cannot be cleaned of unfinished snapshots", failure);
        }
    }

    private static void deleteChunks(SnapshotHeader header, Batch batch) throws RocksDBException {
        batch.deleteStored(Table.CHUNKS, Keys.of(header.number(), 0), Keys.of(header.number() + 1, 0));
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared, and not copied for speed.
    private record PutChunk(long number, byte[] bytes, int offset, int length) implements Mutation<Boolean> {
        @Override
        public void stage(Batch batch) throws RocksDBException {
            byte[] chunk = Arrays.copyOfRange(bytes, offset, offset + length);
            batch.put(Table.CHUNKS, Keys.of(number, offset), chunk);
        }

        @Override
        public Boolean committed() {
            return true;
        }
    }

    private final class PutHeader implements Mutation<Boolean> {
        private final String name;
        private final SnapshotHeader header;

        PutHeader(String name, SnapshotHeader header) {
            this.name = name;
            this.header = header;
        }

        @Override
        public void stage(Batch batch) throws RocksDBException {
            byte[] key = Keys.of(ids.assign(name, batch).ordinal(), header.sequence());
            Optional<byte[]> old = batch.stored(Table.SNAPSHOTS, key);
            if (old.isPresent()) {
                deleteChunks(SnapshotHeader.of(header.sequence(), old.get()), batch);
            }
            batch.put(Table.SNAPSHOTS, key, header.toBytes());
        }

        @Override
        public Boolean committed() {
            return true;
        }
    }

    private static final class DeleteSnapshots implements Mutation<Boolean> {
        private final PersistenceId id;
        private final List<SnapshotHeader> doomed;

        DeleteSnapshots(PersistenceId id, List<SnapshotHeader> doomed) {
            this.id = id;
            this.doomed = doomed;
        }

        @Override
        public void stage(Batch batch) throws RocksDBException {
            for (SnapshotHeader header : doomed) {
                byte[] key = Keys.of(id.ordinal(), header.sequence());
                Optional<byte[]> stored = batch.stored(Table.SNAPSHOTS, key);
                boolean isSame = stored.isPresent()
                        && SnapshotHeader.of(header.sequence(), stored.get()).number() == header.number();
                if (isSame) {
                    batch.delete(Table.SNAPSHOTS, key);
                    deleteChunks(header, batch);
                }
            }
        }

        @Override
        public Boolean committed() {
            return true;
        }
    }
}
