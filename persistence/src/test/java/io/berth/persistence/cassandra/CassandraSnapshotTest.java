package io.berth.persistence.cassandra;

import com.typesafe.config.Config;
import io.berth.persistence.suite.SnapshotSuite;

class CassandraSnapshotTest extends SnapshotSuite {
    private final String cluster = CassandraConfig.newCluster();

    @Override
    protected Config configuration() {
        return CassandraConfig.of(cluster);
    }

    @Override
    protected String queryPlugin() {
        return CassandraReadJournal.IDENTIFIER;
    }
}
