package io.berth.bench.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.typed.PersistenceId;

/**
 * The same commands through the same sharded entities, on Berth's fenced journal in Cassandra or on
 * pekko-persistence-cassandra, which has no fence and no one order.
 */
public final class CassandraBenchmark {
    private static final int WARM_UP_SECONDS = 10;
    private static final int SECONDS = 10;

    private final ActorSystem<Void> system;
    private final String journal;

    private CassandraBenchmark(String journal, int port) {
        this.journal = journal;
        this.system = ActorSystem.create(Behaviors.empty(), "bench", configuration(journal, port));
        Cluster cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
    }

    private static Config configuration(String journal, int port) {
        return ConfigFactory.parseString("port = " + port)
                .withFallback(ConfigFactory.parseResources("cassandra-benchmark-" + journal + ".conf"))
                .withFallback(ConfigFactory.parseResources("journal-benchmark.conf"))
                .withFallback(ConfigFactory.load())
                .resolve();
    }

    /** Arguments: {@code berth} or {@code pekko}, the port of Cassandra, and how many commands are in flight, each. */
    public static void main(String[] arguments) throws InterruptedException {
        CassandraBenchmark benchmark = new CassandraBenchmark(arguments[0], Integer.parseInt(arguments[1]));
        try {
            for (String inFlight : Arrays.asList(arguments).subList(2, arguments.length)) {
                benchmark.measure(Integer.parseInt(inFlight));
            }
        } finally {
            benchmark.system.terminate();
            benchmark.system.getWhenTerminated().toCompletableFuture().join();
        }
    }

    private void measure(int inFlight) throws InterruptedException {
        ClosedLoop loop = loop(inFlight);
        long begin = System.nanoTime();
        loop.warm(1);
        double recovered = (System.nanoTime() - begin) / 1e9;
        loop.start();
        pause(WARM_UP_SECONDS);
        long first = loop.answered();
        loop.latencies().clear();
        long from = System.nanoTime();
        pause(SECONDS);
        double rate = (loop.answered() - first) / ((System.nanoTime() - from) / 1e9);
        Latencies latencies = loop.latencies();
        System.out.println(String.format(
                Locale.ROOT,
                "%-5s %,5d in flight: %,7.0f events/s, p50 %.1f ms, p99 %.1f ms, max %.0f ms, %d failed, load %.1f"
                        + " (all recovered and answered once in %.1f s)",
                journal,
                inFlight,
                rate,
                latencies.millis(0.5),
                latencies.millis(0.99),
                latencies.millis(1),
                loop.failed(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                recovered));
        loop.stop();
    }

    private ClosedLoop loop(int inFlight) {
        EntityTypeKey<Counter.Note> key = EntityTypeKey.create(Counter.Note.class, "driven" + inFlight);
        ClusterSharding sharding = ClusterSharding.get(system);
        sharding.init(Entity.of(
                key, context -> new Counter(PersistenceId.of(key.name(), context.getEntityId()), _ -> {})));
        return new ClosedLoop(sharding, key, inFlight);
    }

    private static void pause(int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
