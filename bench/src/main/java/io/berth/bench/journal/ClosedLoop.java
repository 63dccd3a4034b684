package io.berth.bench.journal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** Keeps one command in flight at each of many entities until it is told to stop. */
final class ClosedLoop {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final ClusterSharding sharding;
    private final EntityTypeKey<Counter.Note> key;
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Latencies latencies = new Latencies();
    private final CountDownLatch stopped;
    private final int entities;
    private volatile boolean isStopping;

    ClosedLoop(ClusterSharding sharding, EntityTypeKey<Counter.Note> key, int entities) {
        this.sharding = sharding;
        this.key = key;
        this.entities = entities;
        this.stopped = new CountDownLatch(entities);
    }

    /** Has every entity answer once, which makes it recover and its shard start. */
    void warm(int events) {
        CompletableFuture.allOf(IntStream.range(0, entities)
                        .mapToObj(n -> ask(entity(n), events))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    void start() {
        IntStream.range(0, entities).forEach(n -> next(entity(n)));
    }

    private void next(EntityRef<Counter.Note> entity) {
        if (isStopping) {
            stopped.countDown();
            return;
        }
        long asked = System.nanoTime();
        var _ = ask(entity, 1).whenComplete((_, failure) -> {
            if (failure == null) {
                answered.increment();
                latencies.record(System.nanoTime() - asked);
            } else {
                failed.increment();
                System.err.println("a command failed: " + failure);
            }
            next(entity);
        });
    }

    private EntityRef<Counter.Note> entity(int number) {
        return sharding.entityRefFor(key, "e" + number);
    }

    private static CompletableFuture<Done> ask(EntityRef<Counter.Note> entity, int events) {
        return entity.<Done>ask(replyTo -> new Counter.Note(events, replyTo), TIMEOUT)
                .toCompletableFuture();
    }

    /** Events written since the start. */
    long answered() {
        return answered.sum();
    }

    /** Commands that were not answered in time. */
    long failed() {
        return failed.sum();
    }

    /** How long answers took, since the start or the last {@link Latencies#clear}. */
    Latencies latencies() {
        return latencies;
    }

    void stop() throws InterruptedException {
        isStopping = true;
        stopped.await();
    }
}
