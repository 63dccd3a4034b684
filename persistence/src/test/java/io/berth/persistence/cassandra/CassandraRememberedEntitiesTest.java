package io.berth.persistence.cassandra;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.berth.persistence.suite.RememberedEntitiesSuite;

class CassandraRememberedEntitiesTest extends RememberedEntitiesSuite {
    private final String cluster = CassandraConfig.newCluster();

    @Override
    protected Config configuration() {
        return ConfigFactory.parseString("berth.persistence.cassandra.journal.shards = 2")
                .withFallback(CassandraConfig.of(cluster));
    }

    @Override
    protected String queryPlugin() {
        return CassandraReadJournal.IDENTIFIER;
    }
}
