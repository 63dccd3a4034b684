package io.berth.persistence.rocksdb;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;
import org.apache.pekko.actor.ExtensionId;
import org.apache.pekko.actor.ExtensionIdProvider;

/**
 * The stores of an actor system, one for each folder, shared by its journal, snapshots and queries. The store of the
 * default journal is opened when the actor system starts, so that a folder in use fails the start and not, much later,
 * the first recovery.
 */
public final class RocksStores implements Extension {
    private static final String DEFAULT_JOURNAL = "pekko.persistence.journal.plugin";

    private final ExtendedActorSystem system;
    private final Map<Path, RocksStore> stores = new HashMap<>();

    private RocksStores(ExtendedActorSystem system) {
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
                && config.getString(journal + ".class").equals(RocksJournal.class.getName());
    }

    /** The stores of a system. */
    public static RocksStores get(ClassicActorSystemProvider system) {
        return Id.INSTANCE.get(system);
    }

    /** The store of the journal plugin configured at {@code path}; opened if it is not yet. */
    public synchronized RocksStore at(String path) {
        StoreSettings settings = StoreSettings.of(system.settings().config().getConfig(path));
        return stores.computeIfAbsent(settings.folder(), folder -> RocksStore.open(settings));
    }

    private synchronized void close() {
        stores.values().forEach(RocksStore::close);
        stores.clear();
    }

    /** Named in {@code reference.conf}, where Pekko finds it. */
    public static final class Id extends AbstractExtensionId<RocksStores> implements ExtensionIdProvider {
        private static final Id INSTANCE = new Id();

        @Override
        public RocksStores createExtension(ExtendedActorSystem system) {
            return new RocksStores(system);
        }

        @Override
        public ExtensionId<? extends Extension> lookup() {
            return INSTANCE;
        }
    }
}
