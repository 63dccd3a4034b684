package io.berth.persistence.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.apache.pekko.persistence.DeleteSnapshotSuccess;
import org.apache.pekko.persistence.DeleteSnapshotsSuccess;
import org.apache.pekko.persistence.SaveSnapshotFailure;
import org.apache.pekko.persistence.SaveSnapshotSuccess;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotProtocol;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.OptionConverters;

/** What every snapshot store must do. */
public abstract class SnapshotSuite extends StoreUnderTest {
    private static final SnapshotSelectionCriteria LATEST = SnapshotSelectionCriteria.latest();

    @Test
    void loadsTheNewestSnapshot() {
        save("a", 5, "at five");
        save("a", 10, "at ten");
        save("b", 20, "of another");
        assertThat(load("a", LATEST)).contains("at ten");
        assertThat(load("nobody", LATEST)).isEmpty();
    }

    @Test
    void loadsTheNewestSnapshotThatMatches() {
        save("a", 5, "at five");
        SnapshotMetadata ten = save("a", 10, "at ten");
        save("a", 15, "at fifteen");
        assertThat(load("a", upTo(14))).contains("at ten");
        assertThat(load("a", upTo(4))).isEmpty();
        assertThat(load("a", SnapshotSelectionCriteria.create(20, Long.MAX_VALUE, 16, 0)))
                .isEmpty();
        assertThat(load("a", SnapshotSelectionCriteria.create(10, ten.timestamp())))
                .contains("at ten");
        assertThat(load("a", SnapshotSelectionCriteria.create(20, 0))).isEmpty();
    }

    @Test
    void replacesASnapshotOfTheSameSequenceNumber() {
        save("a", 5, "once");
        save("a", 5, "twice");
        assertThat(load("a", LATEST)).contains("twice");
    }

    @Test
    void deletesOneSnapshot() {
        save("a", 5, "at five");
        SnapshotMetadata ten = save("a", 10, "at ten");
        TestKit probe = new TestKit(system());
        snapshots().tell(new SnapshotProtocol.DeleteSnapshot(ten), probe.getRef());
        probe.expectMsgClass(PATIENCE, DeleteSnapshotSuccess.class);
        assertThat(load("a", LATEST)).contains("at five");
    }

    @Test
    void deletesTheSnapshotsThatMatchAndKeepsTheOthers() {
        save("a", 5, "at five");
        save("a", 10, "at ten");
        save("a", 15, "at fifteen");
        TestKit probe = new TestKit(system());
        snapshots().tell(new SnapshotProtocol.DeleteSnapshots("a", upTo(10)), probe.getRef());
        probe.expectMsgClass(PATIENCE, DeleteSnapshotsSuccess.class);
        assertThat(load("a", LATEST)).contains("at fifteen");
        assertThat(load("a", upTo(14))).isEmpty();
    }

    @Test
    void keepsLargeSnapshotsAcrossARestart() {
        byte[] large = new byte[(25 << 20) + 13];
        new Random(1).nextBytes(large);
        save("a", 5, large);
        save("a", 6, new byte[0]);
        restart();
        assertThat((byte[]) load("a", upTo(5)).orElseThrow()).isEqualTo(large);
        assertThat((byte[]) load("a", LATEST).orElseThrow()).isEmpty();
    }

    @Test
    void saysThatASnapshotCannotBeSerialized() {
        TestKit probe = new TestKit(system());
        snapshots().tell(new SnapshotProtocol.SaveSnapshot(metadata("a", 1), new Object()), probe.getRef());
        probe.expectMsgClass(PATIENCE, SaveSnapshotFailure.class);
        assertThat(load("a", LATEST)).isEmpty();
    }

    private static SnapshotSelectionCriteria upTo(long sequence) {
        return SnapshotSelectionCriteria.create(sequence, Long.MAX_VALUE);
    }

    private static SnapshotMetadata metadata(String id, long sequence) {
        return new SnapshotMetadata(id, sequence, 0);
    }

    private SnapshotMetadata save(String id, long sequence, Object snapshot) {
        TestKit probe = new TestKit(system());
        snapshots().tell(new SnapshotProtocol.SaveSnapshot(metadata(id, sequence), snapshot), probe.getRef());
        return probe.expectMsgClass(PATIENCE, SaveSnapshotSuccess.class).metadata();
    }

    private Optional<Object> load(String id, SnapshotSelectionCriteria criteria) {
        TestKit probe = new TestKit(system());
        snapshots().tell(new SnapshotProtocol.LoadSnapshot(id, criteria, Long.MAX_VALUE), probe.getRef());
        return OptionConverters.toJava(probe.expectMsgClass(PATIENCE, SnapshotProtocol.LoadSnapshotResult.class)
                        .snapshot())
                .map(SelectedSnapshot::snapshot);
    }
}
