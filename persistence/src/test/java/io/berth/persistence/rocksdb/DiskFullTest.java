package io.berth.persistence.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import io.berth.persistence.plugin.StoreFailed;
import io.berth.persistence.suite.JournalClient;
import io.berth.persistence.suite.StoreUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a small disk of its own, which only root can make. */
class DiskFullTest extends StoreUnderTest {
    @TempDir
    Path disk;

    @Override
    protected Config configuration() {
        return RocksConfig.in(disk.resolve("journal"));
    }

    @Override
    protected String queryPlugin() {
        return RocksReadJournal.IDENTIFIER;
    }

    @BeforeEach
    @Override
    protected void start() {
        if (!isMounted()) {
            Assumptions.assumeTrue(
                    run("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk.toString()),
                    "the disk-full test was not run: it needs root to mount a small disk");
        }
        super.start();
    }

    private boolean isMounted() {
        return run("mountpoint", "-q", disk.toString());
    }

    @AfterEach
    void unmount() {
        // The store is still open at this point: detached now, freed when it closes.
        run("umount", "-l", disk.toString());
    }

    @Test
    void failsWritesWithTheCauseWhenTheDiskIsFullAndGoesOnAfterARestartWithMoreRoom() {
        JournalClient journal = journal();
        byte[] event = new byte[100_000];
        long acknowledged = 0;
        List<Throwable> failures = journal.write("a", 1, event);
        while (failures.isEmpty()) {
            acknowledged++;
            failures = journal.write("a", acknowledged + 1, event);
        }
        assertThat(failures.getFirst())
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining("read-only since a write failed")
                .hasMessageContaining("No space left on device");
        assertThat(acknowledged).isGreaterThan(10);
        assertThat(journal.write("b", 1, "small"))
                .as("nothing is written any more, not even what would fit")
                .first()
                .isInstanceOf(StoreFailed.class);
        assertThat(journal.replay("a").highest()).as("reads go on").isEqualTo(acknowledged);
        assertThat(RocksStores.get(system()).at("berth.persistence.journal").failure())
                .isPresent();

        assertThat(run("mount", "-o", "remount,size=200m", disk.toString())).isTrue();
        restart();
        long kept = journal().replay("a").highest();
        assertThat(kept).isBetween(acknowledged, acknowledged + 1);
        assertThat(journal().write("a", kept + 1, "after")).isEmpty();
        assertThat(stream(0)).hasSize((int) kept + 1);
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
