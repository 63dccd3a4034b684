package io.berth.persistence.suite;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.berth.persistence.query.PositionQuery;
import io.berth.persistence.query.PositionedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.query.javadsl.ReadJournal;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An actor system on the store under test, and the words in which the suites speak of it. */
public abstract class StoreUnderTest {
    protected static final Duration PATIENCE = Duration.ofSeconds(20);

    private @Nullable ActorSystem running;

    /** Plugin settings of the store: the same store throughout one test, an empty one for the next. */
    protected abstract Config configuration();

    /** The path of the read journal's configuration. */
    protected abstract String queryPlugin();

    @BeforeEach
    protected void start() {
        Config quiet = ConfigFactory.parseString("pekko { loglevel = WARNING, log-dead-letters = off }");
        running = ActorSystem.create(
                "suite-" + UUID.randomUUID(),
                configuration().withFallback(quiet).withFallback(ConfigFactory.load()));
    }

    @AfterEach
    protected void stop() {
        if (running == null) {
            return; // The store could not be made, so the test was not run.
        }
        TestKit.shutdownActorSystem(system(), scala.concurrent.duration.Duration.create(20, TimeUnit.SECONDS), true);
    }

    protected void restart() {
        stop();
        start();
    }

    protected ActorSystem system() {
        return Objects.requireNonNull(running);
    }

    protected JournalClient journal() {
        return JournalClient.of(system());
    }

    protected ActorRef snapshots() {
        return Persistence.get(system()).snapshotStoreFor("", ConfigFactory.empty());
    }

    protected <Q extends ReadJournal> Q query(Class<Q> type) {
        return PersistenceQuery.get(system()).getReadJournalFor(type, queryPlugin());
    }

    protected PositionQuery positions() {
        return (PositionQuery) query(ReadJournal.class);
    }

    protected List<PositionedEvent> stream(long after) {
        return all(positions().currentEventsByPosition(after));
    }

    protected <T> List<T> all(Source<T, ?> source) {
        return await(source.runWith(Sink.seq(), system()));
    }

    protected static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
