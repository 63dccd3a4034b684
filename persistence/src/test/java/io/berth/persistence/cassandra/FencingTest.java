package io.berth.persistence.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.berth.persistence.query.PositionQuery;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.persistence.SaveSnapshotFailure;
import org.apache.pekko.persistence.SaveSnapshotSuccess;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.stream.javadsl.Sink;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes that both believe to own a shard. The old owner's way to the journal can be held. */
class FencingTest {
    /** Two entities of one shard: the letters differ by the number of shards. */
    private static final String ID = "service|a";

    private static final String NEIGHBOUR = "service|f";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String cluster = CassandraConfig.newCluster();
    private final TcpProxy way = TcpProxy.to(CassandraServer.running().port());
    private JournalProcess old;
    private JournalProcess successor;

    @BeforeEach
    void start() {
        // Tries again soon; how long before it gives up is each test's affair.
        startOld(Duration.ofSeconds(30));
        successor = JournalProcess.start(CassandraConfig.of(cluster));
        assertThat(old.load(ID)).isEmpty();
        assertThat(old.journal().replay(ID).payloads()).isEmpty();
        assertThat(old.journal().write(ID, 1, "one", "two")).isEmpty();
    }

    @AfterEach
    void stop() throws IOException {
        way.release();
        old.close();
        successor.close();
        way.close();
    }

    private void startOld(Duration patience) {
        Config tries = ConfigFactory.parseString("""
            berth.persistence.cassandra.journal {
              attempt-within = 1s
              patience = %d ms
            }
            """.formatted(patience.toMillis()));
        old = JournalProcess.start(tries.withFallback(CassandraConfig.of(cluster, way.port())));
    }

    @Test
    void refusesTheOldOwnersWriteAfterATakeover() {
        assertThat(successor.journal().replay(ID).payloads()).containsExactly("one", "two");
        assertThat(failures(old.journal().write(ID, 3, "old three")))
                .singleElement()
                .asString()
                .contains("refused and nothing of it was written");
        assertThat(successor.journal().write(ID, 3, "new three")).isEmpty();
        assertThat(successor.journal().replay(ID).payloads()).containsExactly("one", "two", "new three");
    }

    @Test
    void refusesTheOldOwnersWriteOfAnotherEntityOfTheShardToo() {
        assertThat(old.journal().replay(NEIGHBOUR).payloads()).isEmpty();
        successor.journal().replay(ID);
        assertThat(failures(old.journal().write(NEIGHBOUR, 1, "late"))).hasSize(1);
        assertThat(successor.journal().replay(NEIGHBOUR).payloads()).isEmpty();
    }

    @Test
    void anOldOwnerThatRecoversAgainGoesOnFromWhatItsSuccessorWrote() {
        successor.journal().replay(ID);
        successor.journal().write(ID, 3, "new three");
        assertThat(old.journal().write(ID, 3, "old three")).hasSize(1);
        assertThat(old.journal().replay(ID).payloads()).containsExactly("one", "two", "new three");
        assertThat(old.journal().write(ID, 4, "four")).isEmpty();
        assertThat(successor.journal().write(ID, 4, "another four")).hasSize(1);
        assertThat(successor.journal().replay(ID).payloads()).containsExactly("one", "two", "new three", "four");
    }

    @Test
    void aWriteHeldUntilTheSuccessorHasReplayedIsNeverMade() {
        old.close();
        startOld(Duration.ofSeconds(3));
        old.journal().replay(ID);
        way.holdRequests();
        old.journal().send(ID, 3, "held three", "held four");
        awaitHeld(way::heldRequests);
        assertThat(successor.journal().replay(ID).payloads()).containsExactly("one", "two");
        assertThat(successor.journal().write(ID, 3, "new three")).isEmpty();
        // Given up before it arrives: then its sender does not know, and it must be refused all the same.
        assertThat(old.journal().answer(2)).hasSize(2).hasOnlyElementsOfType(OutcomeUnknown.class);
        way.release();
        assertThat(old.journal().replay(ID).payloads()).containsExactly("one", "two", "new three");
        assertThat(successor.journal().replay(ID).payloads()).containsExactly("one", "two", "new three");
        assertThat(stream(successor)).containsExactly("one", "two", "new three");
    }

    @Test
    void aHeldWriteThatArrivesWhileItsSenderStillWaitsIsRefused() {
        way.holdRequests();
        old.journal().send(ID, 3, "held three");
        awaitHeld(way::heldRequests);
        assertThat(successor.journal().replay(ID).payloads()).containsExactly("one", "two");
        way.release();
        assertThat(failures(old.journal().answer(1))).hasSize(1);
        assertThat(successor.journal().write(ID, 3, "new three")).isEmpty();
        assertThat(successor.journal().replay(ID).payloads()).containsExactly("one", "two", "new three");
    }

    @Test
    void aWriteThatWasMadeAndWhoseAnswerIsHeldIsThereForTheSuccessorOnce() {
        way.holdAnswers();
        old.journal().send(ID, 3, "three", "four");
        awaitHeld(way::heldAnswers);
        Awaitility.await().atMost(PATIENCE).until(() -> stream(successor).size() == 4);
        assertThat(successor.journal().replay(ID).payloads()).containsExactly("one", "two", "three", "four");
        assertThat(successor.journal().write(ID, 5, "five")).isEmpty();
        way.release();
        // It was made, so its sender is told so, or that nobody knows; never that it was refused.
        assertThat(old.journal().answer(2))
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(OutcomeUnknown.class));
        assertThat(old.journal().write(ID, 5, "another five")).hasSize(1);
        assertThat(successor.journal().replay(ID).payloads()).containsExactly("one", "two", "three", "four", "five");
        assertThat(stream(successor)).containsExactly("one", "two", "three", "four", "five");
    }

    @Test
    void aSnapshotOfAFencedOwnerIsIgnored() {
        old.save(ID, 2, "at two").expectMsgClass(PATIENCE, SaveSnapshotSuccess.class);
        assertThat(successor.load(ID)).contains("at two");
        old.save(ID, 3, "what never was").expectMsgClass(PATIENCE, SaveSnapshotFailure.class);
        assertThat(successor.load(ID)).contains("at two");
    }

    @Test
    void aLargeSnapshotHeldUntilTheSuccessorHasLoadedIsIgnored() {
        old.save(ID, 2, "at two").expectMsgClass(PATIENCE, SaveSnapshotSuccess.class);
        way.holdRequests();
        var late = old.save(ID, 3, "what never was".repeat(50_000));
        awaitHeld(way::heldRequests);
        assertThat(successor.load(ID)).contains("at two");
        way.release();
        late.expectMsgClass(PATIENCE, SaveSnapshotFailure.class);
        assertThat(successor.load(ID)).contains("at two");
        successor.journal().replay(ID);
        assertThat(successor.journal().write(ID, 3, "new three")).isEmpty();
        successor.save(ID, 3, "at new three").expectMsgClass(PATIENCE, SaveSnapshotSuccess.class);
        assertThat(successor.load(ID)).contains("at new three");
    }

    private static void awaitHeld(java.util.function.LongSupplier bytes) {
        Awaitility.await().atMost(PATIENCE).until(() -> bytes.getAsLong() > 0);
    }

    /** Of a write that must fail, and of which it must be certain that nothing was written. */
    private static List<Throwable> failures(List<Throwable> failures) {
        assertThat(failures).hasOnlyElementsOfType(Fenced.class);
        return failures;
    }

    private static List<Object> stream(JournalProcess process) {
        PositionQuery query = PersistenceQuery.get(process.system())
                .getReadJournalFor(CassandraReadJournal.class, CassandraReadJournal.IDENTIFIER);
        return query.currentEventsByPosition(0)
                .<Object>map(event -> event.event())
                .runWith(Sink.seq(), process.system())
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
