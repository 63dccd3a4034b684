package io.berth.persistence.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.loadbalancing.NodeDistance;
import io.berth.persistence.plugin.StoreFailed;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the tables, or checks that those that are there are ours. */
final class Schema {
    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);
    static final String VERSION_FACT = "version";
    static final String SHARDS_FACT = "shards";
    private static final long VERSION = 1;

    /** The fenced partitions: see {@link Fence} and {@link RowKind}. */
    private static final String LOG_TABLE = """
        CREATE TABLE IF NOT EXISTS %s.log (
          log text, bucket int,
          epoch bigint static, holder uuid static, revision bigint static,
          base bigint static, tail bigint static, weight bigint static, closed boolean static,
          kind tinyint, name text, sequence bigint,
          place bigint, written bigint, body blob, length int, apart uuid,
          PRIMARY KEY ((log, bucket), kind, name, sequence))\
        """;
    /** Where to look: more may be said here than is there, never less. */
    private static final String HINTS = """
        CREATE TABLE IF NOT EXISTS %s.hints (
          scope text, name text, bucket int, base bigint, PRIMARY KEY (scope, name, bucket))\
        """;
    /** Pieces of events and snapshots that are too large for a log. */
    private static final String CHUNKS =
            "CREATE TABLE IF NOT EXISTS %s.chunks (id uuid, part int, bytes blob, PRIMARY KEY ((id, part)))";
    /** Single facts about the whole journal. */
    private static final String FACTS = "CREATE TABLE IF NOT EXISTS %s.facts (name text PRIMARY KEY, number bigint)";

    private final CqlSession session;
    private final CassandraSettings settings;
    private final String keyspace;

    Schema(CqlSession session, CassandraSettings settings) {
        this.session = session;
        this.settings = settings;
        this.keyspace = settings.address().keyspace();
    }

    /** Fails with {@link StoreFailed} if the tables are of another version, or made for another number of shards. */
    void createOrCheck() {
        Deadline deadline = Deadline.in(settings.connectWithin());
        for (int attempt = 1; true; attempt++) {
            try {
                createOrCheckOnce();
                return;
            } catch (DriverException failure) {
                if (Cql.isFinal(failure) || deadline.isOver()) {
                    throw new StoreFailed(
                            "the tables of the journal at %s can be neither made nor checked: %s"
                                    .formatted(settings.address(), Cql.text(failure)),
                            failure);
                }
                deadline.pause(attempt);
            }
        }
    }

    private void createOrCheckOnce() {
        create();
        var _ = factAfterBegin(Positions.TRIMMED_FACT, 0);
        check(VERSION_FACT, VERSION, "use the version of Berth that made it, or another keyspace");
        check(
                SHARDS_FACT,
                settings.shards(),
                "the number of shards cannot change: set shards to what it was, or use another keyspace");
    }

    private void create() {
        // Changes of the schema by several members at once may disagree, so nothing is changed that is there already.
        if (tables().containsAll(Set.of("log", "hints", "chunks", "facts"))) {
            return;
        }
        createKeyspace();
        for (String table : List.of(LOG_TABLE, HINTS, CHUNKS, FACTS)) {
            execute(table.formatted(keyspace));
        }
    }

    private void createKeyspace() {
        List<String> near = session.getMetadata().getNodes().values().stream()
                .filter(node -> node.getDistance() == NodeDistance.LOCAL && node.getDatacenter() != null)
                .map(node -> Objects.requireNonNull(node.getDatacenter()))
                .toList();
        String datacenter = settings.datacenter().isEmpty() ? near.getFirst() : settings.datacenter();
        int copies = Math.min(settings.replicationFactor(), Math.max(1, near.size()));
        LOG.info("creating keyspace {}, of which {} of data center {} keep everything", keyspace, copies, datacenter);
        if (copies < settings.replicationFactor()) {
            LOG.warn(
                    "the data center has {} nodes, so no more keep the journal, instead of {}; once there are more:"
                            + " ALTER KEYSPACE {} and repair it",
                    near.size(),
                    settings.replicationFactor(),
                    keyspace);
        }
        execute("CREATE KEYSPACE IF NOT EXISTS %s WITH replication = {'class': 'NetworkTopologyStrategy', '%s': %d}"
                .formatted(keyspace, datacenter, copies));
    }

    private Set<String> tables() {
        return execute("SELECT table_name FROM system_schema.tables WHERE keyspace_name = '%s'".formatted(keyspace))
                .all()
                .stream()
                .map(row -> Objects.requireNonNull(row.getString(0)))
                .collect(Collectors.toSet());
    }

    private void check(String fact, long expected, String advice) {
        long found = factAfterBegin(fact, expected);
        if (found != expected) {
            throw new StoreFailed("the journal at %s has %s %d, this member needs %d; %s"
                    .formatted(settings.address(), fact, found, expected, advice));
        }
    }

    /** What a fact is, once it was set to {@code begin} if there was none. */
    private long factAfterBegin(String fact, long begin) {
        Row answer = Objects.requireNonNull(execute(SimpleStatement.newInstance(
                        "INSERT INTO %s.facts (name, number) VALUES (?, ?) IF NOT EXISTS".formatted(keyspace),
                        settings.cluster() + ":" + fact,
                        begin))
                .one());
        return answer.getBoolean("[applied]") ? begin : answer.getLong("number");
    }

    private ResultSet execute(String statement) {
        return execute(SimpleStatement.newInstance(statement));
    }

    private ResultSet execute(Statement<?> statement) {
        return session.execute(statement.setTimeout(settings.connectWithin()));
    }
}
