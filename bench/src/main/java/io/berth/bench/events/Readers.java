package io.berth.bench.events;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many followers of one event stream on one thread. Every follower notes when it had each event; how long that was after
 * the event was decided is its lag.
 */
final class Readers {
    private final Selector selector;
    private final Thread thread;
    private final AtomicInteger following = new AtomicInteger();
    private final AtomicLong received = new AtomicLong();
    private final Map<Long, Long> decided = new HashMap<>();
    private volatile boolean isMeasuring;
    private volatile boolean isClosed;
    private long[] lags = new long[1 << 20];
    private int measured;

    /** One connection, and the end of what it has received. */
    private static final class Follower {
        private final SocketChannel channel;
        private String rest = "";
        private boolean isFollowing;

        Follower(SocketChannel channel) {
            this.channel = channel;
        }
    }

    Readers(InetSocketAddress member, int count) throws IOException {
        this.selector = Selector.open();
        byte[] request = "GET /berth/v1/events HTTP/1.1\r\nHost: %s:%d\r\n\r\n"
                .formatted(member.getHostString(), member.getPort())
                .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(member);
            channel.write(ByteBuffer.wrap(request));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Follower(channel));
        }
        this.thread = Thread.ofPlatform().name("readers").start(this::run);
    }

    /** Followers whose stream has begun. */
    int following() {
        return following.get();
    }

    /** Events that all followers together have received. */
    long received() {
        return received.get();
    }

    void measure() {
        isMeasuring = true;
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
        try {
            while (!isClosed) {
                selector.select(key -> read((Follower) key.attachment(), key, buffer));
            }
        } catch (IOException e) {
            throw new IllegalStateException("the followers broke down", e);
        }
    }

    private void read(Follower follower, SelectionKey key, ByteBuffer buffer) {
        try {
            int count = follower.channel.read(buffer.clear());
            if (count < 0) {
                throw new IOException("a stream has ended");
            }
            take(follower, follower.rest + StandardCharsets.UTF_8.decode(buffer.flip()));
        } catch (IOException e) {
            key.cancel();
            following.decrementAndGet();
        }
    }

    private void take(Follower follower, String text) {
        if (!follower.isFollowing && text.contains("retry:")) {
            follower.isFollowing = true;
            following.incrementAndGet();
        }
        int end = text.lastIndexOf("\n\n");
        if (end < 0) {
            follower.rest = text;
            return;
        }
        long now = micros(Instant.now());
        for (int at = text.indexOf("\nevent: "); at >= 0 && at < end; at = text.indexOf("\nevent: ", at + 1)) {
            long position = Long.parseLong(text.substring(text.lastIndexOf("id: ", at) + 4, at));
            note(now - decided.computeIfAbsent(position, _ -> time(text)));
        }
        follower.rest = text.substring(end + 2);
    }

    private static long time(String text) {
        int from = text.indexOf("\"time\":\"") + 8;
        return micros(Instant.parse(text.substring(from, text.indexOf('"', from))));
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }

    private void note(long lag) {
        received.incrementAndGet();
        if (isMeasuring) {
            if (measured == lags.length) {
                lags = Arrays.copyOf(lags, 2 * measured);
            }
            lags[measured++] = lag;
        }
    }

    /** All lags in microseconds, the smallest first. Only after {@link #close}. */
    long[] lags() {
        long[] sorted = Arrays.copyOf(lags, measured);
        Arrays.sort(sorted);
        return sorted;
    }

    void close() throws IOException, InterruptedException {
        isClosed = true;
        selector.wakeup();
        thread.join();
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
