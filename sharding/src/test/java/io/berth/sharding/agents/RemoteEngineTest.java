package io.berth.sharding.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.berth.domain.agent.EngineCall;
import io.berth.domain.agent.EngineHead;
import io.berth.domain.agent.EngineRequest;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.task.TaskId;
import io.berth.link.LinkMessages;
import io.berth.link.proto.MembersGrpc;
import io.berth.link.proto.Wire;
import io.berth.link.proto.WireMembers.CallEngineRequest;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call of an engine by a member with which the node has no session. */
final class RemoteEngineTest {
    private static final NodeId NODE = new NodeId("n1");
    private static final EngineRequest EXEC =
            EngineRequest.ofExec(EngineCall.START_EXEC, new TaskId("t1"), "e1", "", "{\"Tty\":false}");

    private final List<LinkServer> servers = new ArrayList<>();
    private final List<ManagedChannel> channels = new ArrayList<>();
    private RawAgent agent;

    /** A member without an agent, one that does not answer, and one that has the agent. */
    @BeforeEach
    void connect() throws Exception {
        channels.add(channel(member().port()));
        channels.add(channel(1));
        LinkServer member = member();
        channels.add(channel(member.port()));
        agent = new RawAgent(member.port());
        agent.hello("n1", "", List.of());
        assertThat(agent.hears().hasWelcome()).isTrue();
    }

    private LinkServer member() throws IOException {
        CompletableFuture<LinkServer> started = new CompletableFuture<>();
        LinkServer member = LinkServer.start(
                new InetSocketAddress("127.0.0.1", 0),
                LinkTerms.admitting(token -> true),
                builder -> builder.addService(new MembersGrpc.MembersImplBase() {
                    @Override
                    public StreamObserver<CallEngineRequest> callEngine(StreamObserver<Wire.FromEngine> answer) {
                        return started.join().relay(answer);
                    }
                }),
                new RecordingGate(),
                TrafficGate.NONE);
        started.complete(member);
        servers.add(member);
        return member;
    }

    private static ManagedChannel channel(int port) {
        return NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    }

    @AfterEach
    void stop() {
        agent.close();
        channels.forEach(ManagedChannel::shutdownNow);
        servers.forEach(LinkServer::close);
    }

    private EngineExchange call(NodeId node) {
        return RemoteEngine.call(channels.stream().map(Channel.class::cast).toList(), node, EXEC);
    }

    private static Wire.FromEngine.Builder head(int status) {
        return Wire.FromEngine.newBuilder()
                .setHead(Wire.EngineHead.newBuilder().setStatus(status).putHeaders("upgrade", "tcp"));
    }

    @Test
    void theMemberThatHasTheNodePassesOnWhatBothSidesSay() throws Exception {
        EngineExchange exchange = call(NODE);
        PassedCall pass = PassedCall.begun(agent);
        assertThat(LinkMessages.read(pass.open.getRequest())).isEqualTo(EXEC);
        pass.say(head(101));
        assertThat(exchange.head().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isEqualTo(new EngineHead(101, Map.of("upgrade", "tcp")));

        try (SubmissionPublisher<byte[]> typed = new SubmissionPublisher<>()) {
            typed.subscribe(exchange.input());
            for (int i = 0; i < 20; i++) {
                typed.submit(("in" + i).getBytes(StandardCharsets.UTF_8));
                assertThat(pass.hears().getData().toStringUtf8()).isEqualTo("in" + i);
            }
        }
        assertThat(pass.hears().getEnd()).isTrue();

        ByteCollector collected = new ByteCollector();
        exchange.output().subscribe(collected);
        String large = "x".repeat(60_000);
        for (int i = 0; i < 50; i++) {
            pass.say(PassedCall.data(large));
        }
        pass.out.onCompleted();
        assertThat(collected.whole.get(10, TimeUnit.SECONDS)).isEqualTo(large.repeat(50));
    }

    @Test
    void whatTheAgentCannotDoIsSaidToTheCaller() throws Exception {
        EngineExchange exchange = call(NODE);
        PassedCall pass = PassedCall.begun(agent);
        pass.say(Wire.FromEngine.newBuilder().setError("the engine is gone"));
        assertThatThrownBy(() -> exchange.head().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(EngineUnavailableException.class)
                .hasRootCauseMessage("the engine is gone");
    }

    @Test
    void aNodeThatIsNowhereIsSaidSo() {
        EngineExchange exchange = call(new NodeId("n2"));
        assertThatThrownBy(() -> exchange.head().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("node n2 is connected to no member that answers");
    }

    @Test
    void aCallerWhoGoesEndsTheAgentsCall() throws Exception {
        EngineExchange exchange = call(NODE);
        PassedCall pass = PassedCall.begun(agent);
        await().until(exchange::isAttached);
        exchange.cancel();
        assertThat(pass.end.get(10, TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.CANCELLED);
    }

    @Test
    void aCallEndsWithTheMemberThatPassesItOn() throws Exception {
        EngineExchange exchange = call(NODE);
        PassedCall pass = PassedCall.begun(agent);
        pass.say(head(200));
        exchange.head().toCompletableFuture().get(10, TimeUnit.SECONDS);
        ByteCollector collected = new ByteCollector();
        exchange.output().subscribe(collected);
        servers.getLast().close();
        assertThatThrownBy(() -> collected.whole.get(10, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(EngineUnavailableException.class);
    }
}
