package io.berth.persistence.rocksdb;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.List;

/** Settings of a store in a test's folder. */
final class RocksConfig {
    private RocksConfig() {}

    static Config in(Path folder) {
        return ConfigFactory.parseString("""
            pekko.persistence.journal.plugin = berth.persistence.journal
            pekko.persistence.snapshot-store.plugin = berth.persistence.snapshots
            """)
                .withFallback(ConfigFactory.parseMap(java.util.Map.of("berth.persistence.journal.dir", folder + "")));
    }

    static StoreSettings settings(Path folder) {
        return new StoreSettings(folder, true, 4 << 20, 1 << 20, 2, 2, List.of("/sharding/"));
    }
}
