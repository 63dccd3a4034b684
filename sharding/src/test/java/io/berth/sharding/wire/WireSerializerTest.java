package io.berth.sharding.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.claim.ClaimState;
import io.berth.domain.cluster.ClusterState;
import io.berth.domain.command.ClaimCommand;
import io.berth.domain.command.ClusterCommand;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.command.VaultCommand;
import io.berth.domain.entity.AgentMessage;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Outcome;
import io.berth.domain.entity.Rejection;
import io.berth.domain.node.NodeState;
import io.berth.domain.service.ServiceState;
import io.berth.domain.vault.VaultState;
import io.berth.sharding.directory.Directory;
import io.berth.sharding.directory.DirectoryMessage;
import io.berth.sharding.entity.EntityMessage;
import io.berth.sharding.entity.Heard;
import io.berth.sharding.traffic.MeshMessage;
import java.io.NotSerializableException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireSerializerTest {
    private static final List<Class<?>> ROOTS = List.of(
            ServiceCommand.class,
            NodeCommand.class,
            ClaimCommand.class,
            VaultCommand.class,
            ClusterCommand.class,
            ServiceState.class,
            NodeState.class,
            ClaimState.class,
            VaultState.class,
            ClusterState.class,
            Outcome.Rejected.class,
            Outcome.Unknown.class,
            Heard.class,
            AgentInstruction.class,
            MeshMessage.class);

    /** Their parts are interfaces that are not sealed; they are taken apart in the tests below. */
    private static final List<Class<?>> ENVELOPES = List.of(
            Cause.class,
            Outcome.Accepted.class,
            WireMessage.Execute.class,
            WireMessage.Attach.class,
            WireMessage.AgentSays.class,
            WireMessage.Describe.class,
            WireMessage.Knock.class,
            WireMessage.AskDirectory.class,
            DirectoryMessage.Page.class,
            DirectoryMessage.Nodes.class,
            Directory.Entry.class);

    private static final Set<Class<?>> BUILT_IN = Set.of(
            int.class, long.class, double.class, boolean.class, String.class, Integer.class, Long.class, Boolean.class);

    private static final Set<Class<?>> COLLECTIONS =
            Set.of(List.class, Set.class, Map.class, java.util.SortedMap.class);

    private static ActorTestKit kit = ActorTestKit.create();
    private static Serialization serialization = SerializationExtension.get(kit.system());

    @BeforeAll
    static void start() {
        assertThat(kit.system().settings().config().getBoolean("pekko.actor.allow-java-serialization"))
                .isFalse();
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    static Stream<Class<?>> types() {
        return ROOTS.stream().flatMap(Samples::leaves);
    }

    private static Object there(Object value) throws NotSerializableException {
        byte[] bytes = serialization.serialize(value).get();
        var serializer = serialization.findSerializerFor(value);
        assertThat(serializer).isInstanceOf(WireSerializer.class);
        return ((WireSerializer) serializer).fromBinary(bytes, Serializers.manifestFor(serializer, value));
    }

    @Test
    void everyTypeThatCanBeReachedHasANumberAndNoOther() {
        Set<Class<?>> found = new LinkedHashSet<>();
        Stream.concat(ROOTS.stream(), ENVELOPES.stream()).forEach(root -> walk(root, found));
        found.removeAll(BUILT_IN);
        found.removeAll(COLLECTIONS);
        found.removeIf(type -> type.isInterface() && !type.isSealed());
        assertThat(WireTypes.all().values()).containsExactlyInAnyOrderElementsOf(found);
    }

    private static void walk(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType generic) {
            walk(generic.getRawType(), found);
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> walk(argument, found));
            return;
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isSealed()) {
            Samples.leaves(plain).forEach(leaf -> walk(leaf, found));
        } else if (found.add(plain) && plain.isRecord()) {
            for (RecordComponent component : plain.getRecordComponents()) {
                walk(component.getGenericType(), found);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyValueArrivesAsItWasSent(Class<?> type) {
        assertThat(WireKryo.read(WireKryo.write(Samples.minimal(type)))).isEqualTo(Samples.minimal(type));
        for (int variant = 0; variant < Samples.VARIANTS; variant++) {
            Object value = Samples.full(type, variant);
            assertThat(WireKryo.read(WireKryo.write(value))).isEqualTo(value);
        }
    }

    @Test
    void messagesArriveWithTheirReferences() throws NotSerializableException {
        var outcomes = kit.<Outcome>createTestProbe();
        var agent = kit.<AgentMessage>createTestProbe();
        var answers = kit.<Heard>createTestProbe();
        var pages = kit.<DirectoryMessage.Page>createTestProbe();
        NodeCommand.Connect connect = Samples.full(NodeCommand.Connect.class, 1);
        Directory.Entry node =
                new Directory.Entry(new EntityRef(EntityRef.Kind.NODE, "n1"), 7, Samples.full(NodeState.class, 1));
        for (Object message : List.of(
                new EntityMessage.Execute(connect, Cause.SYSTEM, Optional.of(outcomes.ref())),
                new EntityMessage.Execute(new ServiceCommand.Wake(true), Cause.SYSTEM, Optional.empty()),
                new EntityMessage.Attach(connect, agent.ref(), answers.ref()),
                new EntityMessage.AgentSays(connect, answers.ref()),
                new Heard(Optional.empty()),
                new EntityMessage.Describe(outcomes.ref()),
                new EntityMessage.Knock(answers.ref()),
                new DirectoryMessage.Ask(EntityRef.Kind.SERVICE, "default/web", pages.ref()),
                new DirectoryMessage.Nodes(List.of(node)),
                new DirectoryMessage.Page("m1", Map.of(3, 1), List.of(node), true))) {
            assertThat(there(message)).isEqualTo(message);
        }
    }

    @Test
    void outcomesAndInstructionsArrive() throws NotSerializableException {
        for (Object message : List.of(
                new Outcome.Accepted(Samples.full(ServiceState.class, 2), 9),
                new Outcome.Rejected(new Rejection(Rejection.Code.STALE, "revision 3 is not the newest")),
                new Outcome.Unknown("no answer within 5 s"),
                Samples.full(AgentInstruction.StartTask.class, 0))) {
            assertThat(there(message)).isEqualTo(message);
        }
    }

    @Test
    void anyKindOfMapOrListIsCarried() {
        Map<String, String> labels = new HashMap<>(Map.of("a", "1", "b", "2"));
        var update = new NodeCommand.Update(Optional.of(labels), Optional.empty());
        assertThat(WireKryo.read(WireKryo.write(update))).isEqualTo(update);
        var patch = new NodeCommand.Patch(labels, Set.of("c"), Optional.empty());
        assertThat(WireKryo.read(WireKryo.write(patch))).isEqualTo(patch);
        var stop = new NodeCommand.ReportOrphans("s", Arrays.asList("x", "y"));
        assertThat(WireKryo.read(WireKryo.write(stop))).isEqualTo(stop);
    }

    @Test
    void unregisteredTypesAreRefused() {
        assertThatThrownBy(() -> WireKryo.write(new java.io.File("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not registered");
    }

    @Test
    void messagesThatNeverLeaveAMemberAreRefusedByName() {
        assertThatThrownBy(() -> there(new EntityMessage.Tick()))
                .hasMessageContaining("does not travel between members");
    }

    @Test
    void anotherWireVersionAndDamagedBytesAreRefused() {
        WireSerializer serializer = (WireSerializer) serialization.findSerializerFor(new Outcome.Unknown("no answer"));
        assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "outcome/9"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("unknown message outcome/9");
        assertThatThrownBy(() -> serializer.fromBinary(new byte[] {99, 1}, "outcome/5"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("cannot read 2 bytes of outcome/5");
    }
}
