package io.berth.persistence.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.berth.persistence.plugin.StoreFailed;
import io.berth.persistence.suite.JournalClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A journal that is down or slow: clear errors, nothing by halves, and no restart is needed afterwards. */
class OutageTest {
    private static final String ID = "service|a";
    private static final Duration SOON = Duration.ofSeconds(30);

    private final String cluster = CassandraConfig.newCluster();
    private final TcpProxy way = TcpProxy.to(CassandraServer.running().port());
    private JournalProcess process;

    @BeforeEach
    void start() {
        process = JournalProcess.start(impatient(CassandraConfig.of(cluster, way.port())));
        assertThat(journal().replay(ID).payloads()).isEmpty();
        assertThat(journal().write(ID, 1, "one")).isEmpty();
    }

    @AfterEach
    void stop() throws IOException {
        way.mend();
        way.release();
        process.close();
        way.close();
    }

    private static Config impatient(Config config) {
        return ConfigFactory.parseString("""
            berth.persistence.cassandra.journal {
              connect-within = 2s
              attempt-within = 1s
              patience = 3s
            }
            """).withFallback(config);
    }

    private JournalClient journal() {
        return process.journal();
    }

    @Test
    void aJournalThatIsDownRefusesWritesAndReplaysAndIsUsedAgainOnceItIsBack() {
        way.cut();
        // The first write may find out that the connection is gone only after it was sent.
        assertThat(journal().write(ID, 2, "lost two")).hasSize(1);
        assertThat(journal().failedReplay(ID))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("the journal at cassandra://127.0.0.1:" + way.port())
                .hasMessageContaining("cannot be");
        way.mend();
        List<Object> kept = replayOnceItAnswers();
        assertThat(kept).containsExactly("one");
        assertThat(journal().write(ID, 2, "two")).isEmpty();
        assertThat(journal().replay(ID).payloads()).containsExactly("one", "two");
    }

    @Test
    void aWriteThatTheJournalDoesNotAnswerIsUnknownAndThereWhollyOrNotAtAll() {
        way.holdRequests();
        assertThat(journal().write(ID, 2, "two", "three"))
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(OutcomeUnknown.class)
                        .hasMessageContaining("wholly or not at all; recover the entity"));
        way.release();
        List<Object> kept = replayOnceItAnswers();
        assertThat(kept).isIn(List.of("one"), List.of("one", "two", "three"));
        assertThat(journal().write(ID, kept.size() + 1, "next")).isEmpty();
        assertThat(journal().replay(ID).payloads()).hasSize(kept.size() + 1).endsWith("next");
    }

    @Test
    void writesThatWaitForAJournalThatDoesNotAnswerAreRefusedOnceTheQueueIsFull() {
        Config small = ConfigFactory.parseString("berth.persistence.cassandra.journal.queue-bytes = 1 MiB");
        Config other = CassandraConfig.of(CassandraConfig.newCluster(), way.port());
        try (JournalProcess full = JournalProcess.start(small.withFallback(impatient(other)))) {
            full.journal().replay(ID);
            way.holdRequests();
            byte[] event = new byte[60_000];
            for (int n = 1; n <= 30; n++) {
                full.journal().send(ID, n, event);
            }
            assertThat(full.journal().answer(30))
                    .hasSize(30)
                    .anySatisfy(failure -> assertThat(failure)
                            .isInstanceOf(JournalUnavailable.class)
                            .hasMessageContaining("more than its queue-bytes allow; nothing was written"));
            way.release();
        }
    }

    @Test
    void liveReadersGoOnByThemselvesAfterAnOutage() {
        var seen = new LinkedBlockingQueue<Object>();
        UniqueKillSwitch reader = PersistenceQuery.get(process.system())
                .getReadJournalFor(CassandraReadJournal.class, CassandraReadJournal.IDENTIFIER)
                .eventsByPosition(0, true)
                .viaMat(KillSwitches.single(), Keep.right())
                .toMat(Sink.foreach(event -> seen.add(event.event())), Keep.left())
                .run(process.system());
        Awaitility.await().atMost(SOON).until(() -> seen.contains("one"));
        way.cut();
        assertThat(journal().failedReplay(ID)).isInstanceOf(JournalUnavailable.class);
        way.mend();
        replayOnceItAnswers();
        assertThat(journal().write(ID, 2, "two")).isEmpty();
        Awaitility.await().atMost(SOON).until(() -> seen.contains("two"));
        assertThat(seen).containsExactly("one", "two");
        reader.shutdown();
    }

    @Test
    void aStartWithoutAJournalFailsAndSaysWhere() {
        way.cut();
        assertThatThrownBy(() -> CassandraStore.open(
                        CassandraConfig.settings(impatient(CassandraConfig.of(cluster, way.port())))))
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining("cassandra://127.0.0.1:" + way.port())
                .hasMessageContaining("cannot be reached within 2 s");
    }

    @Test
    void aJournalMadeForAnotherNumberOfShardsIsRefused() {
        Config seven = ConfigFactory.parseString("berth.persistence.cassandra.journal.shards = 7")
                .withFallback(CassandraConfig.of(cluster));
        assertThatThrownBy(() -> CassandraStore.open(CassandraConfig.settings(seven)))
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining("has shards 5, this member needs 7");
    }

    private List<Object> replayOnceItAnswers() {
        return Awaitility.await()
                .atMost(SOON)
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .until(() -> journal().replay(ID).payloads(), payloads -> !payloads.isEmpty());
    }
}
