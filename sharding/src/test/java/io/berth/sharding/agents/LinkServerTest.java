package io.berth.sharding.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.entity.Rejection;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import io.berth.link.LinkMessages;
import io.berth.link.proto.LinkGrpc;
import io.berth.link.proto.Wire;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LinkServerTest {
    private static final TaskReport RUNNING =
            new TaskReport(new TaskId("t1"), TaskStatus.of(TaskState.RUNNING, Instant.EPOCH, "started"));

    private final RecordingGate gate = new RecordingGate();
    private LinkServer server;
    private RawAgent agent;

    @BeforeEach
    void listen() throws Exception {
        server = start(Duration.ofSeconds(30));
        agent = new RawAgent(server.port());
    }

    @AfterEach
    void stop() {
        agent.close();
        server.close();
    }

    @Test
    void aHelloIsWelcomedAndToldWithTheInventory() throws Exception {
        Wire.Welcome welcome = enter(agent);
        assertThat(welcome.getLeaseMs()).isEqualTo(30_000);
        assertThat(welcome.getHeartbeatMs()).isEqualTo(1_000);
        await().until(() -> !gate.commands.isEmpty());
        assertThat(gate.commands)
                .containsExactly(new NodeCommand.Connect(
                        welcome.getSession(),
                        OptionalLong.of(RecordingGate.INCARNATION),
                        RawAgent.RUN,
                        RawAgent.INFO,
                        List.of(RUNNING)));
    }

    @Test
    void reportsAndOrphansAreTold() throws Exception {
        Wire.Welcome welcome = enter(agent);
        agent.report(List.of(RUNNING, RUNNING));
        agent.say(
                Wire.FromAgent.newBuilder().setOrphans(Wire.Orphans.newBuilder().addRuntimeIds("c1")));
        await().until(() -> gate.commands.size() == 3);
        assertThat(gate.commands.subList(1, 3))
                .containsExactly(
                        new NodeCommand.Report(welcome.getSession(), List.of(RUNNING)),
                        new NodeCommand.ReportOrphans(welcome.getSession(), List.of("c1")));
    }

    @Test
    void instructionsReachTheAgentInOrder() throws Exception {
        enter(agent);
        await().until(() -> !gate.agents.isEmpty());
        List<AgentInstruction> said = List.of(
                new AgentInstruction.StopTask(new TaskId("a")),
                new AgentInstruction.ForgetTask(new TaskId("a")),
                new AgentInstruction.StopTask(new TaskId("b")));
        said.forEach(gate.agents.getFirst());
        for (AgentInstruction instruction : said) {
            assertThat(LinkMessages.read(agent.hears())).contains(instruction);
        }
    }

    @Test
    void aWrongTokenIsRefusedWithTheWayOut() throws Exception {
        agent.hello("n1", "wrong", List.of());
        assertThat(agent.hears().getRefused())
                .isEqualTo(Wire.Refused.newBuilder()
                        .setCode(Wire.Refused.Code.CODE_TOKEN)
                        .setText("node n1 is not let in: the agent has shown no valid token or certificate for it;"
                                + " join again with a present token")
                        .build());
        assertThat(agent.end.get(10, TimeUnit.SECONDS).isOk()).isTrue();
        assertThat(gate.commands).isEmpty();
    }

    @Test
    void anAgentThatDiesIsDisconnectedOnce() throws Exception {
        Wire.Welcome welcome = enter(agent);
        await().until(() -> !gate.commands.isEmpty());
        agent.close();
        await().until(() -> !gate.told(NodeCommand.Disconnect.class).isEmpty());
        server.close();
        assertThat(gate.told(NodeCommand.Disconnect.class))
                .containsExactly(new NodeCommand.Disconnect(welcome.getSession(), "the agent closed the connection"));
    }

    @Test
    void aSilentAgentIsDisconnectedWhenItsLeaseEnds() throws Exception {
        try (LinkServer strict = start(Duration.ofMillis(300));
                RawAgent silent = new RawAgent(strict.port())) {
            enter(silent);
            Status end = silent.end.get(10, TimeUnit.SECONDS);
            assertThat(end.getDescription()).isEqualTo("the agent was silent for its lease of 300 ms");
            await().until(() -> gate.told(NodeCommand.Disconnect.class).size() == 1);
        }
        assertThat(gate.told(NodeCommand.Disconnect.class)).hasSize(1);
    }

    @Test
    void anotherHelloOfTheSameNodeReplacesTheSession() throws Exception {
        Wire.Welcome first = enter(agent);
        try (RawAgent again = new RawAgent(server.port())) {
            Wire.Welcome second = enter(again);
            assertThat(agent.end.get(10, TimeUnit.SECONDS).getDescription())
                    .isEqualTo("another session of node n1 has begun");
            await().until(() -> !gate.told(NodeCommand.Disconnect.class).isEmpty());
            assertThat(gate.told(NodeCommand.Disconnect.class))
                    .containsExactly(new NodeCommand.Disconnect(first.getSession(), "the agent has connected again"));
            await().until(() -> gate.agents.size() == 2);
            gate.agents.getLast().accept(new AgentInstruction.StopTask(new TaskId("a")));
            assertThat(again.hears().hasStopTask()).isTrue();
            assertThat(second.getSession()).isNotEqualTo(first.getSession());
        }
    }

    @Test
    void aSessionThatItsNodeDoesNotKnowAnyMoreIsEnded() throws Exception {
        Wire.Welcome welcome = enter(agent);
        await().until(() -> gate.renewals.get() > 0);
        gate.refusal = Optional.of(new Rejection(Rejection.Code.STALE, "node n1 has another session than this"));
        assertThat(agent.end.get(10, TimeUnit.SECONDS).getDescription())
                .isEqualTo("node n1 has another session than this");
        await().until(() -> !gate.ended.isEmpty());
        assertThat(gate.ended).containsExactly(welcome.getSession());
        assertThat(gate.told(NodeCommand.Disconnect.class)).isEmpty();
    }

    @Test
    void filesAreGivenToTheNodesOwnSessionThroughTheGateOnly() throws Exception {
        Wire.Welcome welcome = enter(agent);
        LinkGrpc.LinkBlockingStub calls = LinkGrpc.newBlockingStub(agent.channel);
        Wire.FetchFilesRequest mine = Wire.FetchFilesRequest.newBuilder()
                .setNodeId("n1")
                .setSession(welcome.getSession())
                .setKey(welcome.getKey())
                .setTask("mine")
                .build();
        assertThat(calls.fetchFiles(mine).getFiles(0).getName()).isEqualTo("password");
        assertThatThrownBy(
                        () -> calls.fetchFiles(mine.toBuilder().setTask("other").build()))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessage("FAILED_PRECONDITION: task other is not in the books of node n1");
        assertThatThrownBy(
                        () -> calls.fetchFiles(mine.toBuilder().setKey("guess").build()))
                .hasMessageContaining("is not the present session of node n1 with this member");
        assertThatThrownBy(
                        () -> calls.fetchFiles(mine.toBuilder().setNodeId("n2").build()))
                .hasMessageContaining("PERMISSION_DENIED");
    }

    @Test
    void whatIsNoHelloIsRefusedAtFirst() throws Exception {
        agent.report(List.of(RUNNING));
        assertThat(agent.hears().getRefused().getText()).isEqualTo("a session begins with a hello, got reports");
        assertThat(gate.commands).isEmpty();
    }

    private LinkServer start(Duration lease) throws Exception {
        LinkTerms terms = LinkTerms.admitting("right"::equals, lease, LinkTerms.DEFAULT_HEARTBEAT);
        return LinkServer.start(
                new InetSocketAddress("127.0.0.1", 0), terms, UnaryOperator.identity(), gate, TrafficGate.NONE);
    }

    private static Wire.Welcome enter(RawAgent agent) throws InterruptedException {
        agent.hello("n1", "right", List.of(RUNNING));
        Wire.ToAgent answer = agent.hears();
        assertThat(answer.hasWelcome()).isTrue();
        return answer.getWelcome();
    }
}
