package io.berth.persistence.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every journal must do. */
public abstract class JournalSuite extends StoreUnderTest {
    @Test
    void replaysTheEventsInTheOrderInWhichTheyWereWritten() {
        JournalClient journal = journal();
        journal.write("a", 1, "first");
        journal.write("a", 2, "second", "third");
        assertThat(journal.replay("a").payloads()).containsExactly("first", "second", "third");
        assertThat(journal.replay("a").highest()).isEqualTo(3);
    }

    @Test
    void hasNothingForAnUnknownPersistenceId() {
        assertThat(journal().replay("nobody").payloads()).isEmpty();
        assertThat(journal().replay("nobody").highest()).isZero();
    }

    @Test
    void rejectsAnAtomicWriteAsAWholeIfOneOfItsEventsCannotBeSerialized() {
        JournalClient journal = journal();
        List<Throwable> failures = journal.write("a", 1, "good", new Object(), "good too");
        assertThat(failures).hasSize(3);
        assertThat(journal.replay("a").payloads()).isEmpty();
        assertThat(stream(0)).isEmpty();
    }

    @Test
    void writesTheOtherAtomicWritesOfARequestWithARejectedOne() {
        JournalClient journal = journal();
        journal.send(List.of(
                JournalClient.atomic("a", 1, List.of("one", "two")),
                JournalClient.atomic("a", 3, List.of(new Object())),
                JournalClient.atomic("a", 4, List.of("four"))));
        assertThat(journal.answer(4)).hasSize(1);
        assertThat(journal.replay("a").payloads()).containsExactly("one", "two", "four");
    }

    @Test
    void refusesAnEventThatAnotherCopyOfTheEntityHasWrittenAlready() {
        JournalClient journal = journal();
        journal.write("a", 1, "one", "two");
        assertThat(journal.write("a", 2, "another two")).hasSize(1);
        restart();
        assertThat(journal().write("a", 2, "another two")).hasSize(1);
        assertThat(journal().replay("a").payloads()).containsExactly("one", "two");
        assertThat(journal().write("a", 3, "three")).isEmpty();
    }

    @Test
    void replaysARangeAndNotMoreThanAskedFor() {
        JournalClient journal = journal();
        journal.writeNumbered("a", 1, 20);
        assertThat(journal.replay("a", 5, 8, 100).sequences()).containsExactly(5L, 6L, 7L, 8L);
        assertThat(journal.replay("a", 5, 100, 2).sequences()).containsExactly(5L, 6L);
        assertThat(journal.replay("a", 21, 100, 10).sequences()).isEmpty();
        assertThat(journal.replay("a", 1, 20, 0).sequences()).isEmpty();
        assertThat(journal.replay("a", 5, 8, 2).highest()).isEqualTo(20);
    }

    @Test
    void keepsTheHighestSequenceNumberWhenEventsAreDeleted() {
        JournalClient journal = journal();
        journal.writeNumbered("a", 1, 10);
        journal.deleteTo("a", 4);
        assertThat(journal.replay("a").sequences()).containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
        journal.deleteTo("a", Long.MAX_VALUE);
        journal.deleteTo("a", 2);
        assertThat(journal.replay("a").sequences()).isEmpty();
        assertThat(journal.replay("a").highest()).isEqualTo(10);
        restart();
        assertThat(journal().replay("a").highest()).isEqualTo(10);
        journal().writeNumbered("a", 11, 1);
        assertThat(journal().replay("a").sequences()).containsExactly(11L);
    }

    @Test
    void deletesThousandsOfEventsOfOneEntityAndNoneOfItsNeighbours() {
        JournalClient journal = journal();
        journal.writeNumbered("before", 1, 3);
        journal.writeNumbered("many", 1, 5_000);
        journal.writeNumbered("after", 1, 3);
        journal.deleteTo("many", 4_999);
        assertThat(journal.replay("many").sequences()).containsExactly(5_000L);
        assertThat(journal.replay("before").sequences()).hasSize(3);
        assertThat(journal.replay("after").sequences()).hasSize(3);
    }

    @Test
    void keepsManyPersistenceIdsApartThatWriteAtOnce() {
        int ids = 50;
        int writes = 20;
        try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
            CompletableFuture<?>[] done = IntStream.range(0, ids)
                    .mapToObj(id -> CompletableFuture.runAsync(() -> writeMany("id-" + id, writes), writers))
                    .toArray(CompletableFuture<?>[]::new);
            await(CompletableFuture.allOf(done));
        }
        JournalClient journal = journal();
        for (int id = 0; id < ids; id++) {
            String name = "id-" + id;
            assertThat(journal.replay(name).payloads())
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 3L * writes)
                            .mapToObj(n -> (Object) (name + "-" + n))
                            .toList());
        }
    }

    private void writeMany(String id, int writes) {
        JournalClient journal = journal();
        for (int n = 0; n < writes; n++) {
            journal.writeNumbered(id, 1 + 3L * n, 3);
        }
    }

    @Test
    void keepsLargeEvents() {
        JournalClient journal = journal();
        byte[] large = new byte[20 << 20];
        Arrays.fill(large, (byte) 7);
        journal.write("a", 1, large, "small");
        restart();
        JournalClient.Replay replay = journal().replay("a");
        assertThat((byte[]) replay.payloads().getFirst()).isEqualTo(large);
        assertThat(replay.payloads().getLast()).isEqualTo("small");
    }

    @Test
    void keepsWhoWroteAnEventAndWhen() {
        JournalClient journal = journal();
        journal.write("a", 1, "one");
        restart();
        var event = journal().replay("a").events().getFirst();
        assertThat(event.writerUuid()).hasSize(36);
        assertThat(event.persistenceId()).isEqualTo("a");
    }

    @Test
    void givesPositionsWithoutGapsWhichGoOnAfterARestart() {
        journal().writeNumbered("a", 1, 12);
        journal().writeNumbered("b", 1, 1);
        restart();
        journal().writeNumbered("a", 13, 2);
        assertThat(stream(0))
                .extracting(event -> event.position())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 15).boxed().toList());
        assertThat(positions().latestPosition()).isEqualTo(15);
    }

    @Test
    void neverUsesAPositionAgainAlsoIfAllEventsWereDeleted() {
        journal().writeNumbered("a", 1, 5);
        journal().deleteTo("a", 5);
        restart();
        assertThat(positions().latestPosition()).isEqualTo(5);
        assertThat(positions().earliestPosition()).isEqualTo(6);
        journal().writeNumbered("a", 6, 1);
        assertThat(stream(5)).extracting(event -> event.position()).containsExactly(6L);
    }
}
