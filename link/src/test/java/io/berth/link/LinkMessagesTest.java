package io.berth.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.agent.EngineCall;
import io.berth.domain.agent.EngineRequest;
import io.berth.domain.agent.LogLine;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.resource.Resources;
import io.berth.domain.spec.Constraint;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.Mount;
import io.berth.domain.spec.PlacementSpec;
import io.berth.domain.spec.Platform;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.RestartPolicy;
import io.berth.domain.task.ContainerStatus;
import io.berth.domain.task.HostPort;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import io.berth.link.proto.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class LinkMessagesTest {
    private static final Instant AT = Instant.parse("2026-03-04T05:06:07.123456789Z");

    @ParameterizedTest
    @MethodSource("instructions")
    void anInstructionArrivesAsItWasSent(AgentInstruction instruction) throws Exception {
        Wire.ToAgent sent = LinkMessages.write(instruction);
        assertThat(LinkMessages.read(Wire.ToAgent.parseFrom(sent.toByteArray())))
                .contains(instruction);
    }

    static Stream<AgentInstruction> instructions() {
        return Stream.concat(
                Samples.assignments().map(AgentInstruction.StartTask::new),
                Stream.of(new AgentInstruction.StopTask(Samples.TASK), new AgentInstruction.ForgetTask(Samples.TASK)));
    }

    @ParameterizedTest
    @EnumSource
    void aCallOfTheEngineArrivesAsItWasSent(EngineCall call) throws Exception {
        EngineRequest ofContainer = EngineRequest.ofContainer(call, Samples.TASK, "c1", "tail=all&follow=1", "{}");
        EngineRequest ofNode = EngineRequest.ofNode(call, "");
        for (EngineRequest request : List.of(ofContainer, ofNode)) {
            byte[] sent = LinkMessages.write(request).toByteArray();
            assertThat(LinkMessages.read(Wire.EngineRequest.parseFrom(sent))).isEqualTo(request);
        }
    }

    @Test
    void environmentVariablesKeepTheirOrder() {
        AgentInstruction.StartTask start = new AgentInstruction.StartTask(Samples.fullAssignment());
        AgentInstruction.StartTask read = (AgentInstruction.StartTask)
                LinkMessages.read(LinkMessages.write(start)).orElseThrow();
        ContainerSpec container = read.assignment().template().containers().getFirst();
        assertThat(container.env().keySet()).containsExactly("Z", "A", "M");
    }

    @Test
    void aWelcomeIsNoInstruction() {
        Wire.ToAgent welcome = Wire.ToAgent.newBuilder()
                .setWelcome(Wire.Welcome.getDefaultInstance())
                .build();
        assertThat(LinkMessages.read(welcome)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TaskState.class)
    void aReportArrivesAsItWasSentInEveryState(TaskState state) {
        TaskStatus full = new TaskStatus(
                state,
                AT,
                "started",
                "exit 137",
                OptionalInt.of(137),
                List.of(
                        new ContainerStatus("app", "4f2c", true, OptionalInt.empty(), 3),
                        new ContainerStatus("init", "77", false, OptionalInt.of(0), 0)),
                List.of(new HostPort("tcp", 80, 32768), new HostPort("udp", 53, 53)));
        List<TaskReport> reports = List.of(
                new TaskReport(Samples.TASK, full),
                new TaskReport(new TaskId("b"), TaskStatus.of(state, Instant.EPOCH, "")));
        assertThat(LinkMessages.read(LinkMessages.write(reports))).isEqualTo(reports);
    }

    @Test
    void whatAMachineSaysArrivesAsItWasSent() {
        NodeInfo full = new NodeInfo(
                "host-1",
                "127.0.0.1",
                new Platform("linux", "x86_64"),
                Set.of("docker", "process"),
                "28.1",
                Map.of("storage", "ssd", "empty", ""),
                new Resources(4_000_000_000L, 1L << 40),
                true);
        NodeInfo bare = new NodeInfo("", "", new Platform("", ""), Set.of(), "", Map.of(), Resources.NONE, false);
        assertThat(LinkMessages.read(LinkMessages.write(full))).isEqualTo(full);
        assertThat(LinkMessages.read(LinkMessages.write(bare))).isEqualTo(bare);
    }

    @Test
    void logQueriesAndLinesArriveAsTheyWereSent() {
        LogQuery query = new LogQuery(true, 100, AT);
        LogLine line = new LogLine(Samples.TASK, "app", true, AT, "Grüße, 世界");
        assertThat(LinkMessages.read(LinkMessages.write(query))).isEqualTo(query);
        assertThat(LinkMessages.read(LinkMessages.write(LogQuery.ALL))).isEqualTo(LogQuery.ALL);
        assertThat(LinkMessages.read(Samples.TASK, LinkMessages.write(line))).isEqualTo(line);
    }

    @ParameterizedTest
    @EnumSource(TaskFile.Kind.class)
    void aFileArrivesAsItWasSentAndIsNeverPrinted(TaskFile.Kind kind) {
        TaskFile file = new TaskFile(kind, "db-password", 3, new byte[] {0, -1, 42});
        assertThat(LinkMessages.read(LinkMessages.write(file))).isEqualTo(file);
        assertThat(file).hasToString("TaskFile[" + kind + " db-password version 3, 3 bytes]");
    }

    @Test
    void aConstantThatIsNotKnownHereIsRefusedByName() {
        Wire.TaskReport unknown = Wire.TaskReport.newBuilder()
                .setStatus(Wire.TaskStatus.newBuilder().setStateValue(99))
                .build();
        assertThatThrownBy(() -> LinkMessages.read(List.of(unknown)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown TaskState on the link: UNRECOGNIZED; the other end may be newer");
        assertThatThrownBy(() -> LinkMessages.read(List.of(Wire.TaskReport.getDefaultInstance())))
                .hasMessageContaining("TASK_STATE_UNSPECIFIED");
    }

    @Test
    void theSamplesHoldEveryConstantOfTheSpecs() {
        List<ContainerSpec> containers = Samples.assignments()
                .flatMap(assignment -> assignment.template().containers().stream())
                .toList();
        assertThat(containers.stream().flatMap(c -> c.mounts().stream()).map(Mount::type))
                .contains(Mount.Type.values());
        assertThat(Samples.assignments().map(a -> a.template().restart().condition()))
                .contains(RestartPolicy.Condition.values());
        assertThat(Samples.assignments().map(a -> a.template().restart().place()))
                .contains(RestartPolicy.Place.values());
        assertThat(Samples.assignments().map(a -> a.template().placement().strategy()))
                .contains(PlacementSpec.Strategy.values());
        assertThat(Samples.assignments()
                        .flatMap(a -> a.template().placement().constraints().stream())
                        .map(Constraint::operator))
                .contains(Constraint.Operator.values());
        assertThat(Samples.assignments().flatMap(a -> a.ports().stream()).map(PortSpec::mode))
                .contains(PortSpec.PublishMode.values());
        assertThat(containers.stream().map(ContainerSpec::stopGrace))
                .contains(Duration.ofSeconds(7, 5), ContainerSpec.DEFAULT_STOP_GRACE);
    }
}
