package io.berth.persistence.cassandra;

import com.typesafe.config.Config;
import io.berth.persistence.suite.QuerySuite;

class CassandraQueryTest extends QuerySuite {
    private final String cluster = CassandraConfig.newCluster();

    @Override
    protected Config configuration() {
        return CassandraConfig.of(cluster);
    }

    @Override
    protected String queryPlugin() {
        return CassandraReadJournal.IDENTIFIER;
    }

    /** Fewer, since a server of a small heap keeps them; what buffers is the same code for every store. */
    @Override
    protected int aheadOfASlowReader() {
        return 80;
    }
}
