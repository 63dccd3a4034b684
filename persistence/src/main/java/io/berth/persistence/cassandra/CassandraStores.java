package io.berth.persistence.cassandra;

import com.typesafe.config.Config;
import io.berth.persistence.plugin.StoreFailed;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;
import org.apache.pekko.actor.ExtensionId;
import org.apache.pekko.actor.ExtensionIdProvider;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;

/**
 * The Cassandra journals of an actor system, shared by journal, snapshots and queries. The default journal is opened when
 * the actor system starts, so that one that cannot be used fails the start and not, much later, the first recovery.
 */
public final class CassandraStores implements Extension {
    private static final String DEFAULT_JOURNAL = "pekko.persistence.journal.plugin";
    private static final String SHARDING = "pekko.cluster.sharding.number-of-shards";

    private final ExtendedActorSystem system;
    private final Map<String, CassandraStore> stores = new HashMap<>();

    private CassandraStores(ExtendedActorSystem system) {
        this.system = system;
        system.registerOnTermination(this::close);
        String journal = system.settings().config().getString(DEFAULT_JOURNAL);
        if (isOurs(journal)) {
            at(journal);
        }
    }

    private boolean isOurs(String journal) {
        Config config = system.settings().config();
        return !journal.isEmpty()
                && config.hasPath(journal + ".class")
                && config.getString(journal + ".class").equals(CassandraJournal.class.getName());
    }

    /** The stores of a system. */
    public static CassandraStores get(ClassicActorSystemProvider system) {
        return Id.INSTANCE.get(system);
    }

    /** The store of the journal plugin configured at {@code path}; opened if it is not yet. */
    public synchronized CassandraStore at(String path) {
        return stores.computeIfAbsent(path, this::open);
    }

    private CassandraStore open(String path) {
        CassandraSettings settings =
                CassandraSettings.of(system.settings().config().getConfig(path));
        Config config = system.settings().config();
        boolean isCluster = config.getString("pekko.actor.provider").contains("cluster");
        if (isCluster && config.hasPath(SHARDING) && config.getInt(SHARDING) != settings.shards()) {
            throw new StoreFailed("%s.shards is %d and %s is %d; they must be equal: a shard has one log and one owner"
                    .formatted(path, settings.shards(), SHARDING, config.getInt(SHARDING)));
        }
        CassandraStore store = CassandraStore.open(settings);
        if (isCluster) {
            announce(store, settings);
        }
        return store;
    }

    private void announce(CassandraStore store, CassandraSettings settings) {
        String journal = settings.address().keyspace() + "-" + settings.cluster();
        ActorRef<Announcement> announcer = Adapter.toTyped(system.systemActorOf(
                Adapter.props(() -> Announcer.create(journal, store.heard())), "berth-journal-" + stores.size()));
        store.announceTo(new Announcing() {
            @Override
            public void wrote(String log, long tail) {
                announcer.tell(new Announcement.Wrote(log, tail));
            }

            @Override
            public void gave(long position) {
                announcer.tell(new Announcement.Gave(position));
            }
        });
    }

    private synchronized void close() {
        stores.values().forEach(CassandraStore::close);
        stores.clear();
    }

    /** Named in {@code reference.conf}, where Pekko finds it. */
    public static final class Id extends AbstractExtensionId<CassandraStores> implements ExtensionIdProvider {
        private static final Id INSTANCE = new Id();

        @Override
        public CassandraStores createExtension(ExtendedActorSystem system) {
            return new CassandraStores(system);
        }

        @Override
        public ExtensionId<? extends Extension> lookup() {
            return INSTANCE;
        }
    }
}
