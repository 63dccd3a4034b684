package io.berth.http.stream;

import io.berth.domain.entity.Journaled;
import io.berth.http.ControlPlane;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.jspecify.annotations.Nullable;

/**
 * The newest events, read from the journal once for all readers. A reader holds no more than a position: whoever is
 * slower than what is kept here reads the journal itself. Runs while there are readers.
 */
final class Tail {
    private final ControlPlane control;
    private final StreamLimits limits;
    private final ConcurrentSkipListMap<Long, RenderedEvent> kept = new ConcurrentSkipListMap<>();
    /** Every event after this position, up to {@link #newest}, is kept. */
    private volatile long floor = Long.MAX_VALUE;

    private volatile long newest;
    private CompletableFuture<Long> next = new CompletableFuture<>();
    private int readers;
    private long keptBytes;
    private @Nullable UniqueKillSwitch reading;

    Tail(ControlPlane control, StreamLimits limits) {
        this.control = control;
        this.limits = limits;
    }

    /** Counts a reader, until {@link #leave}. */
    synchronized void enter(Materializer materializer) {
        readers++;
        if (reading == null) {
            begin(materializer);
        }
    }

    synchronized void leave() {
        readers--;
        if (readers == 0 && reading != null) {
            reading.shutdown();
            reading = null;
            forget();
        }
    }

    synchronized int readers() {
        return readers;
    }

    private void begin(Materializer materializer) {
        long start = control.position();
        newest = start;
        floor = start;
        var running = control.events(start, true)
                .viaMat(KillSwitches.single(), Keep.right())
                .toMat(Sink.<Journaled>foreach(event -> add(new RenderedEvent(event))), Keep.both())
                .run(materializer);
        UniqueKillSwitch mine = running.first();
        reading = mine;
        var _ = running.second().whenComplete((_, failure) -> ended(mine, Optional.ofNullable(failure)));
    }

    private synchronized void add(RenderedEvent event) {
        if (reading == null) {
            return;
        }
        kept.put(event.position(), event);
        keptBytes += event.bytes();
        newest = event.position();
        while ((keptBytes > limits.keptBytes() || isFull()) && kept.firstKey() < newest) {
            Map.Entry<Long, RenderedEvent> oldest = kept.firstEntry();
            floor = oldest.getKey();
            kept.remove(oldest.getKey());
            keptBytes -= oldest.getValue().bytes();
        }
        CompletableFuture<Long> waiting = next;
        next = new CompletableFuture<>();
        waiting.complete(newest);
    }

    /** Positions have no gap, so this need not count. */
    private boolean isFull() {
        return newest - floor > limits.keptEvents();
    }

    private synchronized void ended(UniqueKillSwitch which, Optional<Throwable> failure) {
        if (which != reading) {
            return;
        }
        reading = null;
        forget();
        CompletableFuture<Long> waiting = next;
        next = new CompletableFuture<>();
        waiting.completeExceptionally(
                failure.orElseGet(() -> new IllegalStateException("the journal's stream has ended")));
    }

    private void forget() {
        floor = Long.MAX_VALUE;
        kept.clear();
        keptBytes = 0;
    }

    /** The newest position that was read from the journal. */
    long newest() {
        return newest;
    }

    /** Events after a position, the first ones of those that are kept; empty if the journal must be read for them. */
    Optional<List<RenderedEvent>> after(long position, int most) {
        if (position < floor) {
            return Optional.empty();
        }
        List<RenderedEvent> events =
                kept.tailMap(position, false).values().stream().limit(most).toList();
        // Looked at again: what was removed while it was read would be missing.
        return position < floor ? Optional.empty() : Optional.of(events);
    }

    /** Completes when there are events after a position; fails if none can be read any more. */
    synchronized CompletionStage<Long> await(long position) {
        if (reading == null) {
            return CompletableFuture.failedStage(new IllegalStateException("the journal is not being read"));
        }
        return newest > position ? CompletableFuture.completedStage(newest) : next;
    }
}
