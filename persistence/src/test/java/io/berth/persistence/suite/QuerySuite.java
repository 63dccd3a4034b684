package io.berth.persistence.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.persistence.query.PositionGone;
import io.berth.persistence.query.PositionedEvent;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.javadsl.CurrentEventsByPersistenceIdQuery;
import org.apache.pekko.persistence.query.javadsl.CurrentPersistenceIdsQuery;
import org.apache.pekko.persistence.query.javadsl.EventsByPersistenceIdQuery;
import org.apache.pekko.persistence.query.javadsl.PersistenceIdsQuery;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Test;

/** What every query must do. */
public abstract class QuerySuite extends StoreUnderTest {
    @Test
    void listsThePersistenceIds() {
        for (String id : List.of("a", "b", "c")) {
            journal().writeNumbered(id, 1, 2);
        }
        assertThat(all(query(CurrentPersistenceIdsQuery.class).currentPersistenceIds()))
                .containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void tellsOfNewPersistenceIds() throws InterruptedException {
        journal().writeNumbered("a", 1, 1);
        BlockingQueue<String> seen = follow(query(PersistenceIdsQuery.class).persistenceIds());
        assertThat(next(seen)).isEqualTo("a");
        journal().writeNumbered("a", 2, 1);
        journal().writeNumbered("b", 1, 1);
        assertThat(next(seen)).isEqualTo("b");
    }

    @Test
    void readsTheEventsOfOneEntity() {
        journal().writeNumbered("a", 1, 2_000);
        journal().writeNumbered("b", 1, 5);
        var query = query(CurrentEventsByPersistenceIdQuery.class);
        assertThat(all(query.currentEventsByPersistenceId("a", 0, Long.MAX_VALUE)))
                .extracting(EventEnvelope::sequenceNr)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2_000).boxed().toList());
        assertThat(all(query.currentEventsByPersistenceId("b", 2, 3)))
                .extracting(EventEnvelope::event)
                .containsExactly("b-2", "b-3");
        assertThat(all(query.currentEventsByPersistenceId("nobody", 0, Long.MAX_VALUE)))
                .isEmpty();
    }

    @Test
    void followsTheEventsOfOneEntityUpToTheLastOneAskedFor() {
        journal().writeNumbered("a", 1, 2);
        Source<EventEnvelope, NotUsed> upToFive =
                query(EventsByPersistenceIdQuery.class).eventsByPersistenceId("a", 0, 5);
        var seen = upToFive.runWith(Sink.seq(), system());
        journal().writeNumbered("b", 1, 2);
        journal().writeNumbered("a", 3, 4);
        assertThat(await(seen)).extracting(EventEnvelope::event).containsExactly("a-1", "a-2", "a-3", "a-4", "a-5");
    }

    @Test
    void followsAnEntityThatDoesNotExistYet() throws InterruptedException {
        var seen = follow(query(EventsByPersistenceIdQuery.class).eventsByPersistenceId("a", 0, Long.MAX_VALUE));
        journal().writeNumbered("a", 1, 1);
        assertThat(next(seen).event()).isEqualTo("a-1");
    }

    @Test
    void readsAllEventsInOneOrderAndEnds() {
        journal().writeNumbered("a", 1, 2);
        journal().writeNumbered("b", 1, 1);
        journal().writeNumbered("a", 3, 1);
        assertThat(stream(0)).extracting(PositionedEvent::event).containsExactly("a-1", "a-2", "b-1", "a-3");
        assertThat(stream(2)).extracting(PositionedEvent::persistenceId).containsExactly("b", "a");
        assertThat(stream(2)).extracting(PositionedEvent::sequence).containsExactly(1L, 3L);
        assertThat(stream(4)).isEmpty();
        assertThat(stream(400)).isEmpty();
    }

    @Test
    void seesEachNewEventBeforeTheNextIsWritten() throws InterruptedException {
        BlockingQueue<PositionedEvent> seen = follow(positions().eventsByPosition(0, true));
        for (int n = 1; n <= 20; n++) {
            journal().writeNumbered("a", n, 1);
            PositionedEvent event = seen.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(event).as("event %s", n).isNotNull();
        }
    }

    @Test
    void seesEveryEventExactlyOnceInOrderAlsoWhenItResumesAfterARestart() {
        int ids = 10;
        int rounds = 30;
        var firstHalf = collect(positions().eventsByPosition(0, true), (long) ids * rounds);
        writeRounds(ids, 0, rounds);
        List<PositionedEvent> before = await(firstHalf);
        restart();
        long resume = before.get(before.size() / 2).position();
        var rest = collect(positions().eventsByPosition(resume, true), 2L * ids * rounds - resume);
        writeRounds(ids, rounds, rounds);
        assertThat(before)
                .extracting(PositionedEvent::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, (long) ids * rounds).boxed().toList());
        assertThat(await(rest))
                .extracting(PositionedEvent::position)
                .containsExactlyElementsOf(LongStream.rangeClosed(resume + 1, 2L * ids * rounds)
                        .boxed()
                        .toList());
    }

    private void writeRounds(int ids, int from, int rounds) {
        CompletableFuture<?>[] writers = LongStream.range(0, ids)
                .mapToObj(id -> CompletableFuture.runAsync(() -> {
                    JournalClient journal = journal();
                    for (int n = 0; n < rounds; n++) {
                        journal.writeNumbered("id-" + id, 1L + from + n, 1);
                    }
                }))
                .toArray(CompletableFuture<?>[]::new);
        await(CompletableFuture.allOf(writers));
    }

    /** Events of a megabyte: more than the heap of the tests holds, were they buffered anywhere. */
    protected int aheadOfASlowReader() {
        return 1_200;
    }

    @Test
    void readsNoFurtherThanASlowReaderAsks() {
        byte[] megabyte = new byte[1 << 20];
        SinkQueueWithCancel<PositionedEvent> slow =
                positions().eventsByPosition(0, true).runWith(Sink.queue(1), system());
        JournalClient journal = journal();
        for (int n = 1; n <= aheadOfASlowReader(); n++) {
            journal.write("a", n, megabyte);
        }
        for (long n = 1; n <= 20; n++) {
            assertThat(await(slow.pull()).orElseThrow().position()).isEqualTo(n);
        }
        slow.cancel();
    }

    @Test
    void refusesToStartAtAPositionWhoseEventsAreDeleted() {
        journal().writeNumbered("a", 1, 10);
        journal().deleteTo("a", 4);
        assertThat(positions().earliestPosition()).isEqualTo(5);
        assertThatThrownBy(() -> stream(3))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        PositionGone.class, gone -> assertThat(gone.earliest()).isEqualTo(5));
        assertThat(stream(4)).extracting(PositionedEvent::position).containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void leavesNothingBehindWhenAReaderGoesAway() {
        var reading = positions()
                .eventsByPosition(0, true)
                .viaMat(KillSwitches.single(), Keep.right())
                .toMat(Sink.seq(), Keep.both())
                .run(system());
        reading.first().shutdown();
        assertThat(await(reading.second())).isEmpty();
        journal().writeNumbered("a", 1, 1);
        assertThat(stream(0)).hasSize(1);
    }

    private java.util.concurrent.CompletionStage<List<PositionedEvent>> collect(
            Source<PositionedEvent, NotUsed> source, long count) {
        return source.take(count).runWith(Sink.seq(), system());
    }

    private <T> BlockingQueue<T> follow(Source<T, ?> source) {
        BlockingQueue<T> seen = new LinkedBlockingQueue<>();
        var _ = source.runForeach(seen::add, system());
        return seen;
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T item = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(item).isNotNull();
        return item;
    }
}
