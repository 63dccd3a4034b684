package io.berth.bench.journal;

import com.typesafe.config.ConfigFactory;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.typed.PersistenceId;

/**
 * Two runs on one folder: {@code write} measures commands through sharded entities with fsync on and fills remembered
 * entities; {@code recover}, a new process, measures how long these take to come back unasked.
 */
public final class JournalBenchmark {
    private static final int IN_FLIGHT = 1_000;
    private static final int WARM_UP_SECONDS = 10;
    private static final int SECONDS = 10;
    private static final int REMEMBERED = 10_000;
    private static final int EVENTS_EACH = 100;
    private static final EntityTypeKey<Counter.Note> DRIVEN = EntityTypeKey.create(Counter.Note.class, "driven");
    private static final EntityTypeKey<Counter.Note> KEPT = EntityTypeKey.create(Counter.Note.class, "kept");

    private final ActorSystem<Void> system;
    private final LongAdder recoveredEvents = new LongAdder();
    private final CountDownLatch recovered = new CountDownLatch(REMEMBERED);

    private JournalBenchmark(String folder) {
        Map<String, String> dir = Map.of("berth.persistence.journal.dir", folder);
        this.system = ActorSystem.create(
                Behaviors.empty(),
                "bench",
                ConfigFactory.parseMap(dir)
                        .withFallback(ConfigFactory.parseResources("journal-benchmark.conf"))
                        .withFallback(ConfigFactory.load()));
        Cluster cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
    }

    /** Arguments: {@code write} or {@code recover}, and the folder. */
    public static void main(String[] arguments) throws InterruptedException {
        JournalBenchmark benchmark = new JournalBenchmark(arguments[1]);
        switch (arguments[0]) {
            case "write" -> benchmark.write();
            case "recover" -> benchmark.recover();
            default -> throw new IllegalArgumentException("write or recover, not " + arguments[0]);
        }
        benchmark.system.terminate();
        benchmark.system.getWhenTerminated().toCompletableFuture().join();
    }

    private ClusterSharding init(EntityTypeKey<Counter.Note> key, boolean isRemembered) {
        ClusterSharding sharding = ClusterSharding.get(system);
        sharding.init(Entity.of(
                        key,
                        context -> new Counter(PersistenceId.of(key.name(), context.getEntityId()), events -> {
                            recoveredEvents.add(events);
                            recovered.countDown();
                        }))
                .withSettings(ClusterShardingSettings.create(system).withRememberEntities(isRemembered)));
        return sharding;
    }

    private void write() throws InterruptedException {
        ClosedLoop loop = new ClosedLoop(init(DRIVEN, false), DRIVEN, IN_FLIGHT);
        loop.warm(1);
        print(String.format(
                Locale.ROOT,
                "%d entities answered once, %.1f s after the start of the process",
                IN_FLIGHT,
                sinceStart()));
        loop.start();
        pause(WARM_UP_SECONDS);
        long first = loop.answered();
        long begin = System.nanoTime();
        for (int second = 0; second < SECONDS; second++) {
            long before = loop.answered();
            pause(1);
            print(String.format(
                    Locale.ROOT, "  second %2d: %,d events, load %.1f", second + 1, loop.answered() - before, load()));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double rate = (loop.answered() - first) / seconds;
        print(String.format(
                Locale.ROOT,
                "WRITE %,.0f events/s, 1 per command, %d in flight, fsync on, load %.1f",
                rate,
                IN_FLIGHT,
                load()));
        loop.stop();

        long fill = System.nanoTime();
        new ClosedLoop(init(KEPT, true), KEPT, REMEMBERED).warm(EVENTS_EACH);
        double rateOfFill = REMEMBERED * EVENTS_EACH / ((System.nanoTime() - fill) / 1e9);
        print(String.format(
                Locale.ROOT, "FILL %,.0f events/s, %d per command, load %.1f", rateOfFill, EVENTS_EACH, load()));
    }

    private void recover() throws InterruptedException {
        print(String.format(Locale.ROOT, "journal open %.1f s after the start of the process", sinceStart()));
        init(KEPT, true);
        boolean isDone = recovered.await(5, TimeUnit.MINUTES);
        print(String.format(
                Locale.ROOT,
                "RECOVER %s remembered entities with %,d events back unasked %.1f s after the start of the process,"
                        + " load %.1f",
                isDone ? "all " + REMEMBERED : "only " + (REMEMBERED - recovered.getCount()),
                recoveredEvents.sum(),
                sinceStart(),
                load()));
    }

    private static void pause(int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private static double sinceStart() {
        return (System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime())
                / 1e3;
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
