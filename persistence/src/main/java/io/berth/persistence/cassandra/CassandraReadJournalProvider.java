package io.berth.persistence.cassandra;

import com.typesafe.config.Config;
import io.berth.persistence.plugin.PekkoCodec;
import io.berth.persistence.query.ScalaQueries;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.persistence.query.ReadJournalProvider;

/** Gives Pekko the queries in both of its interfaces. */
public final class CassandraReadJournalProvider implements ReadJournalProvider {
    private final CassandraReadJournal queries;

    /** Created by Pekko with the plugin's configuration. */
    public CassandraReadJournalProvider(ExtendedActorSystem system, Config config) {
        CassandraStore store = CassandraStores.get(system).at(config.getString("journal-plugin"));
        this.queries = new CassandraReadJournal(store, new PekkoCodec(system));
    }

    @Override
    public ScalaQueries scaladslReadJournal() {
        return new ScalaQueries(queries);
    }

    @Override
    public CassandraReadJournal javadslReadJournal() {
        return queries;
    }
}
