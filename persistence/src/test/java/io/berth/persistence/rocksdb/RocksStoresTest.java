package io.berth.persistence.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.berth.persistence.plugin.StoreFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.concurrent.duration.Duration;

class RocksStoresTest {
    @TempDir
    Path folder;

    private ActorSystem start() {
        return ActorSystem.create("stores", RocksConfig.in(folder).withFallback(ConfigFactory.load()));
    }

    @Test
    void failsTheStartOfASystemWhoseJournalIsInUseAndFreesItAtTheEnd() {
        ActorSystem first = start();
        assertThatThrownBy(this::start).hasStackTraceContaining("is in use by another process");
        TestKit.shutdownActorSystem(first, Duration.create(20, TimeUnit.SECONDS), true);
        ActorSystem second = start();
        TestKit.shutdownActorSystem(second, Duration.create(20, TimeUnit.SECONDS), true);
    }

    @Test
    void saysWhichFolderCannotBeOpened() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> RocksStore.open(RocksConfig.settings(file.resolve("journal"))))
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void refusesWritesAfterItsEnd() {
        RocksStore store = RocksStore.open(RocksConfig.settings(folder));
        store.close();
        assertThat(store.events().append("a", () -> {
                    throw new AssertionError("asked for its events");
                }))
                .failsWithin(java.time.Duration.ofSeconds(5))
                .withThrowableThat()
                .withMessageContaining("is closed");
    }
}
