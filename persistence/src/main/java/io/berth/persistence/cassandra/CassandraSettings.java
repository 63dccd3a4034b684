package io.berth.persistence.cassandra;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;

/**
 * Where the journal is and how it is used.
 *
 * @param address of the nodes and the keyspace
 * @param datacenter whose nodes are asked; empty for that of the contacts
 * @param replicationFactor of the keyspace, if it must be created, or fewer if there are fewer nodes
 * @param credentials to log in with
 * @param cluster name of this cluster of Berth among those that share the keyspace; may be empty
 * @param shards of each kind of entity, as sharding counts them
 * @param connectWithin how long the start waits for the first node
 * @param attemptWithin how long one request may take
 * @param patience how long a read or write is tried, and how long one may wait before that
 * @param limits of batches, buckets and queues
 * @param sequencer how this process takes part in the one order
 * @param unlisted prefixes of persistence ids whose events get no position
 */
public record CassandraSettings(
        CassandraAddress address,
        String datacenter,
        int replicationFactor,
        Credentials credentials,
        String cluster,
        int shards,
        Duration connectWithin,
        Duration attemptWithin,
        Duration patience,
        Limits limits,
        Sequencing sequencer,
        List<String> unlisted) {
    /** A user and password; both empty for none. */
    public record Credentials(String user, String password) {
        @Override
        public String toString() {
            return "Credentials[" + user + "]";
        }
    }

    /**
     * Sizes, in bytes but for {@code reads}.
     *
     * @param batch after which a group of waiting writes is closed
     * @param write the most that one atomic write may bring into a batch; larger events of it are kept apart
     * @param inline the largest event or snapshot that is kept in the log itself
     * @param bucket after which the next partition is begun
     * @param queue waiting writes of one shard, over which more are refused
     * @param reads requests to read that may be on their way at once
     */
    public record Limits(long batch, long write, int inline, long bucket, long queue, int reads) {}

    /**
     * The one order.
     *
     * @param isLocal whether a sequencer runs in this process
     * @param poll how often it looks for events that nobody told it of
     * @param follow how often live readers look for new positions if the sequencer is elsewhere
     */
    public record Sequencing(boolean isLocal, Duration poll, Duration follow) {}

    public CassandraSettings {
        unlisted = List.copyOf(unlisted);
        if (cluster.contains(":")) {
            throw new IllegalArgumentException("the journal's cluster must not contain a colon, got " + cluster);
        }
        if (shards < 1) {
            throw new IllegalArgumentException("the journal's shards must be at least 1, got " + shards);
        }
        if (replicationFactor < 1) {
            throw new IllegalArgumentException(
                    "the journal's replication-factor must be at least 1, got " + replicationFactor);
        }
    }

    /** Reads the section of a journal plugin, as {@code reference.conf} documents it. */
    public static CassandraSettings of(Config config) {
        return new CassandraSettings(
                CassandraAddress.parse(config.getString("address")),
                config.getString("datacenter"),
                config.getInt("replication-factor"),
                new Credentials(config.getString("user"), config.getString("password")),
                config.getString("cluster"),
                config.getInt("shards"),
                config.getDuration("connect-within"),
                config.getDuration("attempt-within"),
                config.getDuration("patience"),
                new Limits(
                        config.getBytes("batch-bytes"),
                        config.getBytes("write-bytes"),
                        Math.toIntExact(config.getBytes("inline-bytes")),
                        config.getBytes("bucket-bytes"),
                        config.getBytes("queue-bytes"),
                        config.getInt("concurrent-reads")),
                new Sequencing(
                        config.getBoolean("sequencer.enabled"),
                        config.getDuration("sequencer.poll"),
                        config.getDuration("sequencer.follow")),
                config.getStringList("unlisted-prefixes"));
    }

    boolean isListed(String persistenceId) {
        return unlisted.stream().noneMatch(persistenceId::startsWith);
    }
}
