package io.berth.persistence.rocksdb;

import io.berth.persistence.plugin.EncodedWrite;
import io.berth.persistence.plugin.EventFormat;
import io.berth.persistence.plugin.Payload;
import io.berth.persistence.plugin.StoredEvent;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** A process that writes until it is killed, and prints the last event of every acknowledged write. */
public final class CrashingWriter {
    static final int WRITERS = 6;

    private CrashingWriter() {}

    public static void main(String[] arguments) throws InterruptedException {
        RocksStore store = RocksStore.open(RocksConfig.settings(Path.of(arguments[0])));
        for (int writer = 0; writer < WRITERS; writer++) {
            String id = "writer-" + writer;
            Thread.ofPlatform().start(() -> write(store, id));
        }
        new CountDownLatch(1).await();
    }

    private static void write(RocksStore store, String id) {
        Random random = new Random();
        long sequence = store.events().highest(id);
        while (true) {
            EncodedWrite write = group(id, sequence + 1, 1 + random.nextInt(5), random.nextInt(2_000));
            var _ = store.events().append(id, () -> write).join();
            sequence = write.events().getLast().sequence();
            acknowledge(id + " " + sequence + "\n");
        }
    }

    private static void acknowledge(String line) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out));
        byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
        synchronized (CrashingWriter.class) {
            out.write(bytes, 0, bytes.length);
            out.flush();
        }
    }

    /** Events that say of which atomic write they are part. */
    private static EncodedWrite group(String id, long first, int count, int padding) {
        List<StoredEvent> events = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            byte[] bytes = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + padding)
                    .putLong(first)
                    .putInt(count)
                    .array();
            EventFormat event = new EventFormat(0, 1, "writer", "", new Payload(1, "", bytes), Optional.empty());
            events.add(new StoredEvent(id, first + n, event.toBytes()));
        }
        return new EncodedWrite(events, List.of(Optional.empty()));
    }
}
