package io.berth.persistence.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import io.berth.persistence.plugin.EventFormat;
import io.berth.persistence.plugin.StoredEvent;
import io.berth.persistence.query.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal in Cassandra as one process uses it. What it acknowledged is on a majority of the replicas; what it did not
 * acknowledge is there wholly or not at all.
 */
public final class CassandraStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CassandraStore.class);
    private static final int PAGE = 500;
    private static final int PAGE_BYTES = 1 << 20;

    private final CassandraSettings settings;
    private final LogNames names;
    private final Tables tables;
    private final EventReader reader;
    private final StreamReader stream;
    private final StreamTails tails;
    private final PlaceIndex places;
    private final Positions positions;
    private final Deletion deletion;
    private final SnapshotTable snapshots;
    private final Sequencer sequencer;
    private final Map<String, Shard> shards = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("berth-cassandra-", 0).factory());
    private volatile Announcing others = Announcing.NOBODY;
    private volatile boolean isClosing;

    /** All access to Cassandra. */
    private record Tables(Cql cql, LogTable log, HintTable hints, RowQueries rows, ChunkTable chunks) {
        static Tables of(Cql cql, LogNames names) {
            return new Tables(
                    cql, new LogTable(cql), new HintTable(cql, names), new RowQueries(cql), new ChunkTable(cql));
        }
    }

    private CassandraStore(CassandraSettings settings, Cql cql) {
        this.settings = settings;
        this.names = new LogNames(settings.cluster(), settings.shards());
        this.tables = Tables.of(cql, names);
        this.reader = new EventReader(tables.rows(), tables.chunks());
        BucketIndex index = new BucketIndex(tables.hints());
        this.positions = new Positions(new FactTable(cql));
        this.places = new PlaceIndex(names.stream(), tables.rows(), index);
        OrderReader order = new OrderReader(tables.rows(), index);
        this.stream = new StreamReader(names.stream(), order, tables.rows(), tables.chunks(), positions);
        this.tails = new StreamTails(names, tables.log(), tables.hints(), tables.rows());
        this.snapshots = new SnapshotTable(tables.rows(), tables.chunks(), settings);
        this.deletion =
                new Deletion(tables.log(), tables.rows(), tables.chunks(), reader, places, positions, this::catchUp);
        this.sequencer =
                new Sequencer(streamLog(), tails, positions, settings.sequencer(), position -> others.gave(position));
    }

    /** Opens the journal, and creates its tables if there are none. Fails with {@code StoreFailed} if it cannot. */
    public static CassandraStore open(CassandraSettings settings) {
        CqlSession session = Connection.open(settings);
        try {
            new Schema(session, settings).createOrCheck();
            CassandraStore store = new CassandraStore(settings, new Cql(session, settings));
            store.start();
            return store;
        } catch (RuntimeException failure) {
            session.close();
            throw failure;
        }
    }

    private void start() {
        positions.advance(tails.latest());
        sequencer.start(threads);
        threads.execute(this::watch);
        LOG.info("journal {} opened, newest position {}", settings.address(), positions.latest());
    }

    /** Sees the positions that another process gives, while anybody here waits for them. */
    private void watch() {
        while (!isClosing) {
            Deadline next = Deadline.in(settings.sequencer().follow());
            next.pause(10);
            if (!sequencer.isActive() && positions.bell().isHeard()) {
                positions.advance(tails.latestOrUnknown());
            }
        }
    }

    private FencedLog streamLog() {
        String log = names.stream();
        // A new bucket knows how far each shard was merged, so that a takeover needs to read one only.
        Takeover.Opening carried = (previous, _) -> tables.rows().ofKind(log, previous, RowKind.MERGED).stream()
                .<Change>map(Change.Put::new)
                .toList();
        return new FencedLog(
                log,
                tables.log(),
                new Takeover(tables.log(), tables.hints(), log, carried),
                new EntityBuckets(tables.hints(), log),
                _ -> {},
                threads);
    }

    /** From now on other processes are told what this one writes. */
    void announceTo(Announcing announcing) {
        others = announcing;
    }

    /** What other processes have told. */
    Announcer.Heard heard() {
        return new Announcer.Heard() {
            @Override
            public void written(String log, long tail) {
                sequencer.tell(log, tail);
            }

            @Override
            public void ordered(long position) {
                positions.advance(position);
            }
        };
    }

    Shard shard(String persistenceId) {
        return shards.computeIfAbsent(names.events(persistenceId), this::newShard);
    }

    private Shard newShard(String log) {
        String snapshotLog = names.snapshots(log);
        EntityBuckets buckets = new EntityBuckets(tables.hints(), log);
        FencedLog events = new FencedLog(
                log,
                tables.log(),
                new Takeover(tables.log(), tables.hints(), log, Takeover.Opening.EMPTY),
                buckets,
                tail -> {
                    sequencer.wrote(log, tail);
                    others.wrote(log, tail);
                },
                threads);
        FencedLog snapshotsOfShard = new FencedLog(
                snapshotLog,
                tables.log(),
                new Takeover(tables.log(), tables.hints(), snapshotLog, Takeover.Opening.EMPTY),
                new EntityBuckets(tables.hints(), snapshotLog),
                _ -> {},
                threads);
        Shard.Logs logs = new Shard.Logs(log, events, loose(log), snapshotLog, snapshotsOfShard, loose(snapshotLog));
        return new Shard(settings, logs, buckets, reader);
    }

    private LooseChunks loose(String log) {
        return new LooseChunks(log, tables.hints(), tables.chunks(), tables.rows(), threads);
    }

    Deletion deletion() {
        return deletion;
    }

    SnapshotTable snapshots() {
        return snapshots;
    }

    Positions positions() {
        return positions;
    }

    /** A page of the listed events after {@code after} and not after {@code to}. */
    Page<StoredEvent> streamPage(long after, long to) {
        return stream.page(after, to);
    }

    /** A page of the events of an entity after {@code after} and not after {@code to}, with their positions. */
    Page<StoredEvent> eventPage(String id, long after, long to) {
        String log = names.events(id);
        PlaceIndex.Lookup lookup = places.lookup(log);
        List<StoredEvent> events = new ArrayList<>();
        AtomicLong bytes = new AtomicLong();
        EventReader.Source source = new EventReader.Source(log, tables.hints().bucketsOf(log, id), id);
        reader.replay(source, after + 1, to, read -> {
            if (read.place() > 0) {
                EventFormat.stamp(
                        read.event().bytes(), lookup.positionOf(read.place()).orElse(0));
            }
            events.add(read.event());
            return events.size() < PAGE && bytes.addAndGet(read.event().bytes().length) < PAGE_BYTES;
        });
        boolean isLast = events.size() < PAGE && bytes.get() < PAGE_BYTES;
        return new Page<>(events, events.isEmpty() ? after : events.getLast().sequence(), isLast);
    }

    /** All persistence ids; perhaps also one of which the first event was never written. */
    List<String> persistenceIds() {
        return tables.hints().newestBuckets().keySet().stream()
                .filter(names::isEvents)
                .flatMap(log -> tables.hints().entities(log).stream()
                        .map(HintTable.Hint::name)
                        .distinct())
                .toList();
    }

    /** Completes with the newest position once all that this process was acknowledged before has one. */
    CompletableFuture<Long> catchUp() {
        return sequencer.catchUp();
    }

    /** Reads on a thread that may wait. */
    <T> CompletableFuture<T> read(Supplier<T> reading) {
        return CompletableFuture.supplyAsync(reading, threads);
    }

    /** Does something on a thread that may wait. */
    CompletableFuture<Void> run(Runnable work) {
        return CompletableFuture.runAsync(work, threads);
    }

    /** Writes what was queued and ends the session. */
    @Override
    public void close() {
        isClosing = true;
        shards.values().forEach(Shard::close);
        sequencer.close();
        tables.cql().close();
        threads.shutdownNow();
        LOG.info("journal {} closed", settings.address());
    }
}
