package io.berth.http.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.berth.domain.claim.ClaimEvent;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityRef.Kind;
import io.berth.domain.entity.Journaled;
import io.berth.domain.entity.Recorded;
import io.berth.domain.spec.ServiceId;
import io.berth.http.ControlPlane;
import io.berth.http.InMemoryJournal;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One reader's way through the journal, with limits so small that they matter. */
class EventFeedTest {
    private static final StreamLimits SMALL =
            new StreamLimits(Duration.ofSeconds(10), Duration.ofSeconds(60), 50, 10, 1 << 20, 10);

    private static ActorTestKit kit;

    private final InMemoryJournal journal = new InMemoryJournal();
    private final EventFeed feed = feed(SMALL);

    @BeforeAll
    static void startSystem() {
        kit = ActorTestKit.create();
    }

    @AfterAll
    static void stopSystem() {
        kit.shutdownTestKit();
    }

    @Test
    void aReaderGetsEveryEventOnceAcrossPastAndPresent() {
        record(1, 700);
        TestSubscriber.Probe<Batch> reader = read(feed, 0);

        assertThat(positions(reader, 700)).containsExactlyElementsOf(upTo(700));
        record(701, 705);
        assertThat(positions(reader, 5)).containsExactly(701L, 702L, 703L, 704L, 705L);
        reader.cancel();
    }

    @Test
    void aReaderThatWasCutTwentyTimesMissesNothingAndSeesNothingTwice() {
        List<Long> seen = new ArrayList<>();
        for (int cut = 1; cut <= 20; cut++) {
            TestSubscriber.Probe<Batch> reader = read(feed, seen.isEmpty() ? 0 : seen.getLast());
            record(journal.position() + 1, journal.position() + 17);
            seen.addAll(positions(reader, 13));
            reader.cancel();
        }
        seen.addAll(positions(read(feed, seen.getLast()), (int) (journal.position() - seen.size())));

        assertThat(seen).containsExactlyElementsOf(upTo(20 * 17));
    }

    @Test
    void aReaderThatFallsTooFarBehindIsCutOffWhereItCanResume() {
        TestSubscriber.Probe<Batch> reader = read(feed, 0);
        record(1, 1);
        assertThat(positions(reader, 1)).containsExactly(1L);
        record(2, 400);
        await().until(() -> feed.tail().newest() == 400);

        Batch last = reader.requestNext();
        long reached = 1;
        while (!last.isEnd()) {
            reached = last.position();
            last = reader.requestNext();
        }

        assertThat(last.position()).isEqualTo(reached);
        assertThat(last.end()).contains("too slow", "the most is 50", "resume after position " + reached);
        reader.expectComplete();
        assertThat(positions(read(feed, reached), 3)).startsWith(reached + 1, reached + 2, reached + 3);
    }

    @Test
    void aReaderThatStartsFarBehindIsNotTooSlow() {
        record(1, 1_000);

        assertThat(positions(read(feed, 0), 1_000)).hasSize(1_000);
    }

    @Test
    void aReaderThatTakesNothingIsCutOff() {
        EventFeed impatient =
                feed(new StreamLimits(Duration.ofSeconds(10), Duration.ofMillis(50), 50, 10, 1 << 20, 10));
        record(1, 100);
        TestSubscriber.Probe<Batch> reader = read(impatient, 0);
        reader.requestNext();

        assertThat(reader.expectError()).hasMessageContaining("taken nothing for 50 ms");
    }

    @Test
    void theTailIsReadOnlyWhileThereAreReaders() {
        TestSubscriber.Probe<Batch> one = read(feed, 0);
        TestSubscriber.Probe<Batch> two = read(feed, 0);
        await().untilAsserted(() -> assertThat(feed.readers()).isEqualTo(2));
        one.cancel();
        two.cancel();
        await().untilAsserted(() -> assertThat(feed.readers()).isZero());
        record(1, 3);

        assertThat(positions(read(feed, 0), 3)).containsExactly(1L, 2L, 3L);
    }

    private EventFeed feed(StreamLimits limits) {
        ControlPlane control = (ControlPlane) Proxy.newProxyInstance(
                ControlPlane.class.getClassLoader(),
                new Class<?>[] {ControlPlane.class},
                (_, method, arguments) -> switch (method.getName()) {
                    case "events" -> journal.events((Long) arguments[0], (Boolean) arguments[1]);
                    case "position" -> journal.position();
                    default -> throw new AssertionError("a feed needs no " + method.getName());
                });
        return new EventFeed(control, limits);
    }

    private static TestSubscriber.Probe<Batch> read(EventFeed feed, long after) {
        EventFilter all = new EventFilter(
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                new Membership(
                        noControl(), org.apache.pekko.stream.Materializer.matFromSystem(kit.system()), List.of()));
        TestSubscriber.Probe<Batch> probe = feed.live(after, all).runWith(TestSink.create(kit.system()), kit.system());
        probe.ensureSubscription();
        return probe;
    }

    private static ControlPlane noControl() {
        return (ControlPlane) Proxy.newProxyInstance(
                ControlPlane.class.getClassLoader(), new Class<?>[] {ControlPlane.class}, (_, method, _) -> {
                    throw new AssertionError("without labels nothing asks for " + method.getName());
                });
    }

    private void record(long first, long last) {
        EntityRef port = new EntityRef(Kind.CLAIM, "port/tcp/80");
        LongStream.rangeClosed(first, last)
                .forEach(position -> journal.add(new Journaled(
                        position,
                        port,
                        position,
                        new Recorded<>(
                                new ClaimEvent.Claimed(ServiceId.of("web"), "u1", 1), Instant.EPOCH, Cause.SYSTEM))));
    }

    /** Of as many batches as it takes to have {@code count} events. */
    private static List<Long> positions(TestSubscriber.Probe<Batch> reader, int count) {
        List<Long> positions = new ArrayList<>();
        while (positions.size() < count) {
            reader.requestNext().events().forEach(event -> positions.add(event.position()));
        }
        return positions;
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
