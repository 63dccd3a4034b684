package io.berth.persistence.rocksdb;

import com.typesafe.config.Config;
import io.berth.persistence.plugin.PekkoCodec;
import io.berth.persistence.query.ScalaQueries;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.persistence.query.ReadJournalProvider;

/** Gives Pekko the queries in both of its interfaces. */
public final class RocksReadJournalProvider implements ReadJournalProvider {
    private final RocksReadJournal queries;

    /** Created by Pekko with the plugin's configuration. */
    public RocksReadJournalProvider(ExtendedActorSystem system, Config config) {
        RocksStore store = RocksStores.get(system).at(config.getString("journal-plugin"));
        this.queries = new RocksReadJournal(store, new PekkoCodec(system));
    }

    @Override
    public ScalaQueries scaladslReadJournal() {
        return new ScalaQueries(queries);
    }

    @Override
    public RocksReadJournal javadslReadJournal() {
        return queries;
    }
}
