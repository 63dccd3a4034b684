package io.berth.persistence.cassandra;

import com.typesafe.config.Config;
import io.berth.persistence.suite.QuerySuite;

class SmallBucketsQueryTest extends QuerySuite {
    private final String cluster = CassandraConfig.newCluster();

    @Override
    protected Config configuration() {
        return CassandraConfig.inSmallPieces(cluster);
    }

    @Override
    protected String queryPlugin() {
        return CassandraReadJournal.IDENTIFIER;
    }

    @Override
    protected int aheadOfASlowReader() {
        return 25;
    }
}
