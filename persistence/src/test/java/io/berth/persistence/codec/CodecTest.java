package io.berth.persistence.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.domain.claim.ClaimEvent;
import io.berth.domain.cluster.ClusterEvent;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityEvent;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityState;
import io.berth.domain.entity.Journaled;
import io.berth.domain.entity.Recorded;
import io.berth.domain.node.NodeEvent;
import io.berth.domain.node.NodeState;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.service.ServiceState;
import io.berth.domain.vault.VaultEvent;
import java.io.IOException;
import java.io.NotSerializableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecTest {
    private static final EventSerializer EVENTS = new EventSerializer();
    private static final SnapshotSerializer SNAPSHOTS = new SnapshotSerializer();
    private static final Cause CAUSE = new Cause("user:ada", "service/service/default/web#7");

    private static final Map<EntityRef.Kind, Class<?>> EVENT_ROOTS = Map.of(
            EntityRef.Kind.SERVICE, ServiceEvent.class,
            EntityRef.Kind.NODE, NodeEvent.class,
            EntityRef.Kind.CLAIM, ClaimEvent.class,
            EntityRef.Kind.CLUSTER, ClusterEvent.class,
            EntityRef.Kind.SECRET, VaultEvent.class);

    static Stream<Class<?>> types() {
        return Stream.concat(
                EVENT_ROOTS.values().stream().flatMap(Samples::leaves), Formats.SNAPSHOTS.types().stream());
    }

    static Recorded<?> recorded(EntityEvent event) {
        return new Recorded<>(event, Instant.ofEpochSecond(1_795_000_000L, 1), CAUSE);
    }

    private static Object wrapped(Object sample) {
        return sample instanceof EntityEvent event ? recorded(event) : sample;
    }

    private static SerializerWithStringManifest serializer(Object value) {
        return value instanceof EntityState ? SNAPSHOTS : EVENTS;
    }

    private static Object read(byte[] bytes, String manifest) throws NotSerializableException {
        return manifest.startsWith("snapshot.")
                ? SNAPSHOTS.fromBinary(bytes, manifest)
                : EVENTS.fromBinary(bytes, manifest);
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyEventAndSnapshotReadsAsItWasWritten(Class<?> type) throws IOException {
        List<Object> samples = Stream.concat(
                        Stream.of(Samples.minimal(type)),
                        IntStream.range(0, Samples.VARIANTS).mapToObj(variant -> (Object) Samples.full(type, variant)))
                .map(CodecTest::wrapped)
                .toList();
        for (Object value : samples) {
            String manifest = serializer(value).manifest(value);
            byte[] bytes = serializer(value).toBinary(value);
            assertThat(read(bytes, manifest)).isEqualTo(value);
            assertThat(serializer(value).toBinary(read(bytes, manifest))).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyManifestHasAGoldenFileThatIsStillWrittenAndRead(Class<?> type) throws IOException {
        Object value = wrapped(Samples.full(type, 0));
        String manifest = serializer(value).manifest(value);
        byte[] bytes = serializer(value).toBinary(value);
        if (Golden.IS_WRITING) {
            Golden.write(manifest, bytes);
        }
        byte[] golden = Files.readAllBytes(Golden.cbor(manifest));
        assertThat(read(golden, manifest)).isEqualTo(value);
        assertThat(Golden.rendered(bytes)).isEqualTo(Files.readString(Golden.json(Golden.cbor(manifest))));
        assertThat(bytes).isEqualTo(golden);
    }

    @Test
    void everyGoldenFileOfAnyTimeReadsAndIsWrittenTheSame() throws IOException {
        try (Stream<Path> files = Files.list(Golden.FOLDER)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".cbor")).toList()) {
                String manifest = file.getFileName().toString().replaceFirst("-(\\d+)(\\..*)?\\.cbor$", "/$1");
                byte[] bytes = Files.readAllBytes(file);
                Object value = read(bytes, manifest);
                assertThat(serializer(value).toBinary(value))
                        .as(file.toString())
                        .isEqualTo(bytes);
                assertThat(Golden.rendered(bytes)).isEqualTo(Files.readString(Golden.json(file)));
            }
        }
    }

    @Test
    void everyPermittedEventHasACodecAndNoCodecIsLeftOver() {
        assertThat(EVENT_ROOTS.values().stream().flatMap(Samples::leaves))
                .containsExactlyInAnyOrderElementsOf(Formats.EVENTS.types());
    }

    @Test
    void aManifestIsTheTypeThatStreamsShowAndAVersion() {
        EVENT_ROOTS.forEach((kind, root) -> Samples.leaves(root).forEach(type -> {
            Recorded<?> recorded = (Recorded<?>) wrapped(Samples.minimal(type));
            String shown = new Journaled(1, new EntityRef(kind, "x"), 1, recorded).type();
            assertThat(EVENTS.manifest(recorded)).isEqualTo(shown.replace("secret.", "vault.") + "/1");
        }));
    }

    @Test
    void theOrderOfEnvironmentVariablesAndTasksIsKept() throws IOException {
        ServiceState state = Samples.full(ServiceState.class, 3);
        ServiceState read = (ServiceState) read(SNAPSHOTS.toBinary(state), "snapshot.service/1");
        assertThat(read.tasks().keySet())
                .containsExactlyElementsOf(state.tasks().keySet());
        assertThat(env(read)).containsExactlyElementsOf(env(state));
    }

    private static List<String> env(ServiceState state) {
        return state.specs().values().stream()
                .flatMap(spec -> spec.template().containers().stream())
                .flatMap(container -> container.env().keySet().stream())
                .toList();
    }

    @Test
    void anUnknownManifestIsRefusedWithTheWayOut() {
        assertThatThrownBy(() -> EVENTS.fromBinary(new byte[] {1}, "service.tasks-assigned/9"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessage("unknown event service.tasks-assigned/9: a newer version of Berth may have written it,"
                        + " start at least that version");
        assertThatThrownBy(() -> SNAPSHOTS.fromBinary(new byte[] {1}, "service.tasks-assigned/1"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageStartingWith("unknown snapshot service.tasks-assigned/1");
    }

    @Test
    void aTypeWithoutCodecIsRefusedByName() {
        record Strange() implements EntityState {
            @Override
            public boolean exists() {
                return true;
            }
        }
        assertThatThrownBy(() -> SNAPSHOTS.toBinary(new Strange()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no codec for")
                .hasMessageContaining("Strange");
    }

    @Test
    void bytesOfAnotherTypeAreRefusedWithTheFieldThatIsMissing() {
        byte[] bytes = SNAPSHOTS.toBinary(Samples.minimal(NodeState.class));
        assertThatThrownBy(() -> EVENTS.fromBinary(bytes, "node.node-removed/1"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("node.node-removed/1")
                .hasMessageContaining("a recorded event lacks its field at");
    }
}
