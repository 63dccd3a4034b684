package io.berth.persistence.cassandra;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges the orders of the shards into the one order, in the order in which it is told of their new events; those that
 * nobody told it of it finds by itself, later. One for each cluster; if there are two, the one that is fenced stands by
 * until the other makes no progress any more.
 */
final class Sequencer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);
    private static final int TOLD_MAX = 10_000;
    private static final int TAILS_AT_ONCE = 500;
    /** Between looks whether another sequencer has come to what somebody waits for. */
    private static final Duration GLANCE = Duration.ofMillis(50);

    private final FencedLog log;
    private final StreamTails tails;
    private final Positions positions;
    private final Duration poll;
    private final LongConsumer given;
    private final boolean isGiving;
    private final Map<String, Long> merged = new HashMap<>();
    private final Map<String, Long> written = new HashMap<>();
    private final Deque<StreamAppend.Tail> told = new ArrayDeque<>();
    private final List<CompletableFuture<Long>> waiting = new ArrayList<>();
    private final CompletableFuture<Boolean> stopped = new CompletableFuture<>();
    private boolean isStarted;
    private boolean isOverrun;
    private boolean isClosing;
    private volatile boolean isActive;
    private long epoch = -1;
    private Deadline nextLook = Deadline.in(Duration.ZERO);

    /** {@code given} hears how far positions are given here, which is never if the settings leave it to others. */
    Sequencer(
            FencedLog log,
            StreamTails tails,
            Positions positions,
            CassandraSettings.Sequencing settings,
            LongConsumer given) {
        this.log = log;
        this.tails = tails;
        this.positions = positions;
        this.poll = settings.poll();
        this.isGiving = settings.isLocal();
        this.given = given;
    }

    void start(Executor threads) {
        isStarted = true;
        threads.execute(this::run);
    }

    /** Whether positions are given here at present. */
    boolean isActive() {
        return isActive;
    }

    /** A shard of this process has new events; told in the order in which they were written. */
    void wrote(String shard, long tail) {
        synchronized (told) {
            written.merge(shard, tail, Math::max);
        }
        tell(shard, tail);
    }

    /** A shard of any process has new events. */
    void tell(String shard, long tail) {
        synchronized (told) {
            if (!isActive) {
                return; // A takeover looks at all shards.
            }
            if (told.size() < TOLD_MAX) {
                told.add(new StreamAppend.Tail(shard, tail));
            } else {
                isOverrun = true;
            }
            told.notifyAll();
        }
    }

    /** Completes with the newest position once all that this process wrote before has one. */
    CompletableFuture<Long> catchUp() {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        synchronized (told) {
            if (isClosing) {
                answer.complete(positions.latest());
            } else {
                waiting.add(answer);
                told.notifyAll();
            }
        }
        return answer;
    }

    private void run() {
        while (!isClosing()) {
            try {
                if (!isGiving) {
                    standBy();
                } else if (epoch < 0) {
                    takeOver();
                } else {
                    merge();
                }
            } catch (Fenced fenced) {
                LOG.info("the one order is continued by another process: {}", fenced.getMessage());
                rest();
                standBy();
            } catch (RuntimeException failure) {
                LOG.warn("the one order cannot be continued at present: {}", failure.getMessage());
                rest();
                pause(poll);
            }
        }
        rest();
        stopped.complete(true);
    }

    private void takeOver() {
        long taken = Waiting.on(log.present());
        isActive = true;
        merged.clear();
        merged.putAll(tails.merged());
        positions.advance(tails.latest());
        epoch = taken;
        look();
    }

    /** Gives positions to what nobody told of. */
    private void look() {
        append(tails.all());
        nextLook = Deadline.in(poll);
    }

    /** Waits for news or the next look, and gives positions to what is new. */
    private void merge() {
        List<CompletableFuture<Long>> answered;
        List<StreamAppend.Tail> news = new ArrayList<>();
        boolean isLook;
        synchronized (told) {
            if (told.isEmpty() && waiting.isEmpty() && !isOverrun && !isClosing) {
                pause(nextLook.left());
            }
            while (news.size() < TAILS_AT_ONCE && !told.isEmpty()) {
                news.add(told.removeFirst());
            }
            // By the clock: questions and news may come without an end, and say nothing of other processes' events.
            isLook = nextLook.isOver() || (isOverrun && told.isEmpty());
            isOverrun &= !isLook;
            answered = told.isEmpty() ? drainWaiting() : List.of();
        }
        try {
            append(news);
            if (isLook) {
                look();
            }
        } finally {
            answered.forEach(answer -> answer.complete(positions.latest()));
        }
    }

    private void append(List<StreamAppend.Tail> news) {
        boolean isNew = news.stream().anyMatch(tail -> tail.place() > merged.getOrDefault(tail.log(), 0L));
        if (isNew) {
            long position = Waiting.on(log.submit(new StreamAppend(news, epoch, merged)));
            positions.advance(position);
            given.accept(position);
        }
    }

    /** Watches another sequencer, until it leaves events without positions for longer than it may need. */
    private void standBy() {
        long before = tails.latestOrUnknown();
        Deadline next = Deadline.in(poll.multipliedBy(2));
        while (!isClosing()) {
            pause(next.leftUpTo(isAwaited() ? GLANCE : poll.multipliedBy(2)));
            long now = tails.latestOrUnknown();
            positions.advance(now);
            answerThoseWhoseEventsHavePositions();
            if (next.isOver()) {
                if (isGiving && now >= 0 && now == before && tails.isBehind()) {
                    return;
                }
                before = now;
                next = Deadline.in(poll.multipliedBy(2));
            }
        }
    }

    private boolean isAwaited() {
        synchronized (told) {
            return !waiting.isEmpty();
        }
    }

    private void answerThoseWhoseEventsHavePositions() {
        List<CompletableFuture<Long>> asked;
        Map<String, Long> wanted;
        synchronized (told) {
            asked = drainWaiting();
            wanted = Map.copyOf(written);
        }
        if (asked.isEmpty()) {
            return;
        }
        if (tails.areMerged(wanted)) {
            positions.advance(tails.latestOrUnknown());
            asked.forEach(answer -> answer.complete(positions.latest()));
        } else {
            synchronized (told) {
                waiting.addAll(0, asked);
            }
        }
    }

    private void rest() {
        epoch = -1;
        isActive = false;
        synchronized (told) {
            told.clear();
        }
        answerWaiting();
    }

    private void answerWaiting() {
        List<CompletableFuture<Long>> answered;
        synchronized (told) {
            answered = drainWaiting();
        }
        answered.forEach(answer -> answer.complete(positions.latest()));
    }

    private List<CompletableFuture<Long>> drainWaiting() {
        List<CompletableFuture<Long>> drained = List.copyOf(waiting);
        waiting.clear();
        return drained;
    }

    private void pause(Duration time) {
        synchronized (told) {
            try {
                told.wait(Math.max(1, time.toMillis()));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isClosing() {
        synchronized (told) {
            return isClosing;
        }
    }

    @Override
    public void close() {
        synchronized (told) {
            isClosing = true;
            told.notifyAll();
        }
        if (isStarted) {
            stopped.join();
        }
    }
}
