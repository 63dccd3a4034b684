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
import io.berth.link.proto.Wire;
import io.grpc.Status;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EnginesTest {
    private static final NodeId NODE = new NodeId("n1");
    private static final EngineRequest EXEC =
            EngineRequest.ofExec(EngineCall.START_EXEC, new TaskId("t1"), "e1", "", "{\"Tty\":false}");

    private LinkServer server;
    private RawAgent agent;

    @BeforeEach
    void connect() throws Exception {
        server = LinkServer.start(
                new InetSocketAddress("127.0.0.1", 0),
                LinkTerms.admitting(token -> true),
                UnaryOperator.identity(),
                new RecordingGate(),
                TrafficGate.NONE);
        agent = new RawAgent(server.port());
        agent.hello("n1", "", List.of());
        assertThat(agent.hears().hasWelcome()).isTrue();
    }

    @AfterEach
    void stop() {
        agent.close();
        server.close();
    }

    @Test
    void anAnswerComesBackAndWhatTheCallerSendsGoesOnInTheSameCall() throws Exception {
        EngineExchange exchange = server.engine(NODE, EXEC);
        PassedCall pass = answer();
        assertThat(LinkMessages.read(pass.open.getRequest())).isEqualTo(EXEC);
        pass.say(Wire.FromEngine.newBuilder()
                .setHead(Wire.EngineHead.newBuilder().setStatus(101).putHeaders("upgrade", "tcp")));
        assertThat(exchange.head().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isEqualTo(new EngineHead(101, Map.of("upgrade", "tcp")));

        try (SubmissionPublisher<byte[]> typed = new SubmissionPublisher<>()) {
            typed.subscribe(exchange.input());
            typed.submit("in".getBytes(StandardCharsets.UTF_8));
            assertThat(pass.hears().getData().toStringUtf8()).isEqualTo("in");
        }
        assertThat(pass.hears().getEnd()).isTrue();

        ByteCollector collected = new ByteCollector();
        exchange.output().subscribe(collected);
        pass.say(PassedCall.data("out"));
        pass.say(PassedCall.data("put"));
        pass.out.onCompleted();
        assertThat(collected.whole.get(10, TimeUnit.SECONDS)).isEqualTo("output");
    }

    @Test
    void anAnswerWithoutABodyEnds() throws Exception {
        EngineExchange exchange = server.engine(NODE, EXEC);
        PassedCall pass = answer();
        pass.say(Wire.FromEngine.newBuilder()
                .setHead(Wire.EngineHead.newBuilder().setStatus(204)));
        pass.out.onCompleted();
        assertThat(exchange.head()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS)
                        .status())
                .isEqualTo(204);
        ByteCollector collected = new ByteCollector();
        exchange.output().subscribe(collected);
        assertThat(collected.whole.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void whatTheAgentCannotDoIsSaidToTheCaller() throws Exception {
        EngineExchange exchange = server.engine(NODE, EXEC);
        PassedCall pass = answer();
        pass.say(Wire.FromEngine.newBuilder().setError("the engine is gone"));
        assertThatThrownBy(() -> exchange.head().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .hasRootCauseMessage("the engine is gone");
    }

    @Test
    void aNodeWithoutASessionIsRefusedAtOnce() {
        EngineExchange exchange = server.engine(new NodeId("n2"), EXEC);
        assertThatThrownBy(() -> exchange.head().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("node n2 is not connected to this member");
    }

    @Test
    void callsEndWithTheSession() throws Exception {
        EngineExchange exchange = server.engine(NODE, EXEC);
        answer();
        agent.out.onCompleted();
        assertThatThrownBy(() -> exchange.head().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .hasMessageContaining("node n1 has disconnected in the middle of the call");
    }

    @Test
    void aCallerWhoGoesEndsTheAgentsCall() throws Exception {
        EngineExchange exchange = server.engine(NODE, EXEC);
        PassedCall pass = answer();
        await().until(exchange::isAttached);
        exchange.cancel();
        assertThat(pass.end.get(10, TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.CANCELLED);
    }

    @Test
    void nobodyAnswersACallThatWasNotMade() throws Exception {
        PassedCall pass = new PassedCall(
                agent, Wire.OpenEngine.newBuilder().setRequestId("guessed").build());
        pass.begin();
        assertThat(pass.end.get(10, TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.NOT_FOUND);
    }

    @Test
    void aNodePassesOnSoManyCallsAtOnce() throws Exception {
        for (int i = 0; i < EngineRequests.MOST_OF_A_NODE; i++) {
            server.engine(NODE, EXEC);
        }
        EngineExchange oneMore = server.engine(NODE, EXEC);
        assertThatThrownBy(() -> oneMore.head().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .hasMessageContaining("passes on 256 calls of its engine already");
    }

    private PassedCall answer() throws InterruptedException {
        return PassedCall.begun(agent);
    }
}
