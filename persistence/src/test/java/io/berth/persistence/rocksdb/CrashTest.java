package io.berth.persistence.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.persistence.plugin.EventFormat;
import io.berth.persistence.plugin.StoreFailed;
import io.berth.persistence.plugin.StoredEvent;
import io.berth.persistence.query.Page;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
    private static final int ROUNDS = 5;

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void keepsEveryAcknowledgedEventAndLeavesNoGapWhenItsProcessIsKilled() throws IOException, InterruptedException {
        Map<String, Long> acknowledged = new HashMap<>();
        Random random = new Random(7);
        for (int round = 0; round < ROUNDS; round++) {
            writeAndKill(200 + random.nextInt(1_500), acknowledged);
            try (RocksStore store = RocksStore.open(RocksConfig.settings(folder))) {
                for (Map.Entry<String, Long> entry : acknowledged.entrySet()) {
                    checkEntity(store, entry.getKey(), entry.getValue());
                }
                checkPositions(store);
            }
        }
    }

    private void writeAndKill(int writes, Map<String, Long> acknowledged) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingWriter.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = writer.inputReader()) {
            int seen = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // The last line may be cut off, but then its number is only lower.
                String[] words = line.split(" ", -1);
                if (words.length == 2 && words[0].startsWith("writer-") && !words[1].isEmpty()) {
                    acknowledged.merge(words[0], Long.parseLong(words[1]), Math::max);
                    seen++;
                }
                if (seen == 100) {
                    assertThatThrownBy(() -> RocksStore.open(RocksConfig.settings(folder)))
                            .isInstanceOf(StoreFailed.class)
                            .hasMessageContaining("in use by another process");
                }
                if (seen == writes) {
                    // Through its handle: the process itself would close the pipe with what is still in it.
                    assertThat(writer.toHandle().destroyForcibly()).isTrue();
                }
            }
            assertThat(seen).as("acknowledged writes").isGreaterThanOrEqualTo(writes);
        } finally {
            writer.destroyForcibly();
        }
        assertThat(writer.waitFor()).isEqualTo(137);
    }

    private static void checkEntity(RocksStore store, String id, long acknowledged) {
        List<StoredEvent> events = new ArrayList<>();
        store.events().replay(id, 1, Long.MAX_VALUE, Long.MAX_VALUE, events::add);
        assertThat(events).hasSizeGreaterThanOrEqualTo((int) acknowledged);
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).sequence()).isEqualTo(i + 1L);
        }
        ByteBuffer last =
                ByteBuffer.wrap(EventFormat.of(events.getLast()).payload().bytes());
        long first = last.getLong();
        assertThat(first + last.getInt() - 1).as("end of the last atomic write").isEqualTo(events.size());
    }

    private static void checkPositions(RocksStore store) {
        long latest = store.stream().latest();
        long expected = 1;
        Map<String, Long> sequences = new HashMap<>();
        while (expected <= latest) {
            Page<StoredEvent> page = store.stream().page(expected - 1, Long.MAX_VALUE);
            for (StoredEvent event : page.items()) {
                assertThat(EventFormat.position(event.bytes())).isEqualTo(expected++);
                assertThat(sequences.merge(event.id(), 1L, Long::sum)).isEqualTo(event.sequence());
            }
        }
        for (Map.Entry<String, Long> entry : sequences.entrySet()) {
            assertThat(store.events().highest(entry.getKey())).isEqualTo(entry.getValue());
        }
    }
}
