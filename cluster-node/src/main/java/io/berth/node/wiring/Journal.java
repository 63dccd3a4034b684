package io.berth.node.wiring;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.berth.node.config.JournalAddress;
import io.berth.persistence.cassandra.CassandraReadJournal;
import io.berth.persistence.query.EventQueries;
import io.berth.persistence.rocksdb.RocksReadJournal;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.query.PersistenceQuery;

/** The journal that a member was told to use. */
final class Journal {
    private Journal() {}

    /** The settings that make Pekko write there. */
    static Config settings(JournalAddress address, int shards) {
        return ConfigFactory.parseMap(
                switch (address) {
                    case JournalAddress.Embedded(var folder) ->
                        Map.of(
                                "pekko.persistence.journal.plugin",
                                "berth.persistence.journal",
                                "pekko.persistence.snapshot-store.plugin",
                                "berth.persistence.snapshots",
                                "berth.persistence.journal.dir",
                                folder.toAbsolutePath().toString());
                    case JournalAddress.Cassandra cassandra ->
                        Map.of(
                                "pekko.persistence.journal.plugin",
                                "berth.persistence.cassandra.journal",
                                "pekko.persistence.snapshot-store.plugin",
                                "berth.persistence.cassandra.snapshots",
                                "berth.persistence.cassandra.journal.address",
                                cassandra.toString(),
                                "berth.persistence.cassandra.journal.shards",
                                shards);
                });
    }

    /** The queries of the same journal. */
    static EventQueries queries(JournalAddress address, ActorSystem<?> system) {
        PersistenceQuery queries = PersistenceQuery.get(system);
        return switch (address) {
            case JournalAddress.Embedded _ ->
                queries.getReadJournalFor(RocksReadJournal.class, RocksReadJournal.IDENTIFIER);
            case JournalAddress.Cassandra _ ->
                queries.getReadJournalFor(CassandraReadJournal.class, CassandraReadJournal.IDENTIFIER);
        };
    }
}
