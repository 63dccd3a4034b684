package io.berth.persistence.cassandra;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.UUID;

/** Settings of a journal of a test's own in the Cassandra of all tests. */
final class CassandraConfig {
    private CassandraConfig() {}

    /** A name that no other test uses. */
    static String newCluster() {
        return "test-" + UUID.randomUUID();
    }

    static Config of(String cluster) {
        return of(cluster, CassandraServer.running().port());
    }

    /** Through another port, behind which is a proxy. */
    static Config of(String cluster, int port) {
        return ConfigFactory.parseString("""
            pekko.persistence.journal.plugin = berth.persistence.cassandra.journal
            pekko.persistence.snapshot-store.plugin = berth.persistence.cassandra.snapshots
            berth.persistence.cassandra.journal {
              address = "cassandra://127.0.0.1:%d/berth_test"
              replication-factor = 1
              cluster = "%s"
              shards = 5
              connect-within = 60s
              patience = 15s
              attempt-within = 5s
            }
            """.formatted(port, cluster));
    }

    /** With so small partitions that a log goes on in a next one all the time, and with most events kept apart. */
    static Config inSmallPieces(String cluster) {
        return ConfigFactory.parseString(
                        "berth.persistence.cassandra.journal { bucket-bytes = 2 KiB, inline-bytes = 100 }")
                .withFallback(of(cluster));
    }

    static CassandraSettings settings(Config config) {
        return CassandraSettings.of(
                config.withFallback(ConfigFactory.load()).getConfig("berth.persistence.cassandra.journal"));
    }
}
