package io.berth.persistence.rocksdb;

import com.typesafe.config.Config;
import io.berth.persistence.suite.RememberedEntitiesSuite;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RocksRememberedEntitiesTest extends RememberedEntitiesSuite {
    @TempDir
    Path folder;

    @Override
    protected Config configuration() {
        return RocksConfig.in(folder);
    }

    @Override
    protected String queryPlugin() {
        return RocksReadJournal.IDENTIFIER;
    }
}
