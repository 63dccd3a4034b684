package io.berth.persistence.cassandra;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.berth.persistence.suite.JournalClient;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotProtocol;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.testkit.javadsl.TestKit;
import scala.jdk.javaapi.OptionConverters;

/** One of the processes that use a journal, and perhaps believe to own the same shard. */
final class JournalProcess implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final ActorSystem system;
    private final JournalClient journal;

    private JournalProcess(ActorSystem system) {
        this.system = system;
        this.journal = JournalClient.of(system);
    }

    static JournalProcess start(Config config) {
        return start("process-" + UUID.randomUUID(), config);
    }

    /** Members of one cluster must have the same name. */
    static JournalProcess start(String name, Config config) {
        Config quiet = ConfigFactory.parseString("pekko { loglevel = ERROR, log-dead-letters = off }");
        return new JournalProcess(
                ActorSystem.create(name, config.withFallback(quiet).withFallback(ConfigFactory.load())));
    }

    ActorSystem system() {
        return system;
    }

    JournalClient journal() {
        return journal;
    }

    /** A request to save a snapshot, of which the answer comes to the probe. */
    TestKit save(String id, long sequence, Object snapshot) {
        TestKit probe = new TestKit(system);
        snapshots()
                .tell(
                        new SnapshotProtocol.SaveSnapshot(new SnapshotMetadata(id, sequence, 0), snapshot),
                        probe.getRef());
        return probe;
    }

    Optional<Object> load(String id) {
        TestKit probe = new TestKit(system);
        snapshots()
                .tell(
                        new SnapshotProtocol.LoadSnapshot(id, SnapshotSelectionCriteria.latest(), Long.MAX_VALUE),
                        probe.getRef());
        return OptionConverters.toJava(probe.expectMsgClass(ANSWER, SnapshotProtocol.LoadSnapshotResult.class)
                        .snapshot())
                .map(SelectedSnapshot::snapshot);
    }

    private ActorRef snapshots() {
        return Persistence.get(system).snapshotStoreFor("", ConfigFactory.empty());
    }

    @Override
    public void close() {
        TestKit.shutdownActorSystem(
                system, scala.concurrent.duration.Duration.create(ANSWER.toSeconds(), TimeUnit.SECONDS), true);
    }
}
