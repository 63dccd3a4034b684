package io.berth.persistence.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.node.NodeState;
import io.berth.domain.service.ServiceEvent.TasksAssigned;
import io.berth.domain.service.ServiceState;
import java.io.NotSerializableException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Damaged bytes are read as something else or refused with one kind of error, and never do anything else. */
class DamageTest {
    private static final EventSerializer EVENTS = new EventSerializer();
    private static final SnapshotSerializer SNAPSHOTS = new SnapshotSerializer();

    private static final List<byte[]> WHOLE = List.of(
            SNAPSHOTS.toBinary(Samples.full(ServiceState.class, 0)),
            SNAPSHOTS.toBinary(Samples.full(NodeState.class, 1)),
            Cbor.write(
                    Formats.EVENTS.written(TasksAssigned.class).codec(),
                    CodecTest.recorded(Samples.full(TasksAssigned.class, 2))));

    @Property(tries = 2_000)
    void anyBytesUnderAnyManifest(@ForAll("manifests") String manifest, @ForAll @Size(max = 300) byte[] bytes) {
        readOrRefuse(manifest, bytes);
    }

    @Property(tries = 3_000)
    void flippedBytes(
            @ForAll("manifests") String manifest,
            @ForAll @IntRange(max = 2) int which,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 20_000) Integer> places,
            @ForAll byte value) {
        byte[] bytes = WHOLE.get(which).clone();
        places.forEach(place -> bytes[place % bytes.length] = value);
        readOrRefuse(manifest, bytes);
        readOrRefuse(
                List.of("snapshot.service/1", "snapshot.node/1", "service.tasks-assigned/1")
                        .get(which),
                bytes);
    }

    @Property(tries = 1_000)
    void cutOffBytesAreAlwaysRefused(@ForAll @IntRange(max = 2) int which, @ForAll @IntRange(max = 20_000) int length) {
        byte[] whole = WHOLE.get(which);
        byte[] cut = Arrays.copyOf(whole, length % whole.length);
        assertThat(readOrRefuse(
                        List.of("snapshot.service/1", "snapshot.node/1", "service.tasks-assigned/1")
                                .get(which),
                        cut))
                .isFalse();
    }

    @Provide
    Arbitrary<String> manifests() {
        return Arbitraries.of(Formats.EVENTS.manifests()).edgeCases(config -> config.none());
    }

    private static boolean readOrRefuse(String manifest, byte[] bytes) {
        try {
            Object value = manifest.startsWith("snapshot.")
                    ? SNAPSHOTS.fromBinary(bytes, manifest)
                    : EVENTS.fromBinary(bytes, manifest);
            return value != null;
        } catch (NotSerializableException e) {
            assertThat(e).hasMessageContaining(manifest).hasMessageContaining(bytes.length + " bytes");
            return false;
        }
    }
}
