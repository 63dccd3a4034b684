package io.berth.sharding.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.berth.domain.agent.LogQuery;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.task.TaskId;
import io.berth.link.LinkMessages;
import io.berth.link.proto.LinkGrpc;
import io.berth.link.proto.Wire;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LogsTest {
    private static final NodeId NODE = new NodeId("n1");
    private static final TaskId TASK = new TaskId("t1");
    private static final LogQuery FOLLOW = new LogQuery(true, 10, Instant.EPOCH);

    private final LineReader reader = new LineReader();
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
    void linesAreReadAsFastAsTheReaderAsksAndToTheEnd() throws Exception {
        server.logs(NODE, TASK, FOLLOW).subscribe(reader);
        Wire.OpenLog open = agent.hears().getOpenLog();
        assertThat(open.getTask()).isEqualTo("t1");
        assertThat(LinkMessages.read(open.getQuery())).isEqualTo(FOLLOW);
        Ear<Wire.LogDone> push = new Ear<>();
        StreamObserver<Wire.LogChunk> chunks = LinkGrpc.newStub(agent.channel).pushLog(push);
        chunks.onNext(
                Wire.LogChunk.newBuilder().setRequestId(open.getRequestId()).build());
        chunks.onNext(lines("a", "b", "c"));
        chunks.onNext(lines("d"));
        reader.subscription().request(2);
        await().until(() -> reader.lines.size() == 2);
        chunks.onCompleted();
        reader.subscription().request(1);
        await().until(() -> reader.lines.size() == 3);
        assertThat(reader.end).isNotDone();
        reader.subscription().request(10);
        assertThat(reader.end.get(10, TimeUnit.SECONDS)).isEqualTo("complete");
        assertThat(reader.lines).containsExactly("a", "b", "c", "d");
        assertThat(push.end.get(10, TimeUnit.SECONDS).isOk()).isTrue();
    }

    @Test
    void aReaderThatDoesNotReadHoldsTheAgentBack() throws Exception {
        server.logs(NODE, TASK, FOLLOW).subscribe(reader);
        Ear<Wire.LogDone> push = new Ear<>();
        ClientCallStreamObserver<Wire.LogChunk> chunks = (ClientCallStreamObserver<Wire.LogChunk>)
                LinkGrpc.newStub(agent.channel).pushLog(push);
        chunks.onNext(Wire.LogChunk.newBuilder()
                .setRequestId(agent.hears().getOpenLog().getRequestId())
                .build());
        await().until(chunks::isReady);
        String kilobyte = "x".repeat(1024);
        Wire.LogChunk big = lines(IntStream.range(0, 64).mapToObj(i -> kilobyte).toArray(String[]::new));
        // The window of a call is 1 MiB: far less than a thousand of these go before the agent is told to wait.
        int sent = 0;
        for (boolean isHeld = false; !isHeld && sent < 1000; sent++) {
            chunks.onNext(big);
            isHeld = !becomesReady(chunks);
        }
        assertThat(sent).isLessThan(1000);
        assertThat(reader.lines).isEmpty();
    }

    @Test
    void aReaderThatLeavesClosesTheLog() throws Exception {
        server.logs(NODE, TASK, FOLLOW).subscribe(reader);
        Wire.OpenLog open = agent.hears().getOpenLog();
        Ear<Wire.LogDone> push = new Ear<>();
        StreamObserver<Wire.LogChunk> chunks = LinkGrpc.newStub(agent.channel).pushLog(push);
        chunks.onNext(
                Wire.LogChunk.newBuilder().setRequestId(open.getRequestId()).build());
        chunks.onNext(lines("a"));
        reader.subscription().request(5);
        await().until(() -> reader.lines.size() == 1);
        reader.subscription().cancel();
        assertThat(agent.hears().getCloseLog().getRequestId()).isEqualTo(open.getRequestId());
        assertThat(push.end.get(10, TimeUnit.SECONDS).getDescription()).isEqualTo("the reader has gone");
        assertThat(reader.end).isNotDone();
    }

    @Test
    void anAgentsReasonReachesTheReaderAfterTheLines() throws Exception {
        server.logs(NODE, TASK, FOLLOW).subscribe(reader);
        StreamObserver<Wire.LogChunk> chunks = LinkGrpc.newStub(agent.channel).pushLog(new Ear<Wire.LogDone>());
        chunks.onNext(lines("a").toBuilder()
                .setRequestId(agent.hears().getOpenLog().getRequestId())
                .build());
        chunks.onNext(Wire.LogChunk.newBuilder().setError("the log is gone").build());
        reader.subscription().request(5);
        assertThat(reader.end.get(10, TimeUnit.SECONDS)).isEqualTo("the log is gone");
        assertThat(reader.lines).containsExactly("a");
    }

    @Test
    void aNodeWithoutSessionHereIsSaidSo() throws Exception {
        server.logs(new NodeId("n2"), TASK, FOLLOW).subscribe(reader);
        assertThat(reader.end.get(10, TimeUnit.SECONDS))
                .isEqualTo("node n2 is not connected to this member, so its logs cannot be read here;"
                        + " see its state with: berth nodes");
    }

    @Test
    void aNodeThatDisconnectsEndsTheReading() throws Exception {
        server.logs(NODE, TASK, FOLLOW).subscribe(reader);
        assertThat(agent.hears().hasOpenLog()).isTrue();
        agent.close();
        assertThat(reader.end.get(10, TimeUnit.SECONDS))
                .isEqualTo("node n1 has disconnected while the log of task t1 was read;"
                        + " read it again when the node is back");
    }

    @Test
    void aPushThatNobodyWaitsForIsRefused() throws Exception {
        Ear<Wire.LogDone> push = new Ear<>();
        LinkGrpc.newStub(agent.channel)
                .pushLog(push)
                .onNext(Wire.LogChunk.newBuilder().setRequestId("guess").build());
        assertThat(push.end.get(10, TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.NOT_FOUND);
    }

    private static boolean becomesReady(ClientCallStreamObserver<?> chunks) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (!chunks.isReady() && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        return chunks.isReady();
    }

    private static Wire.LogChunk lines(String... texts) {
        Wire.LogChunk.Builder chunk = Wire.LogChunk.newBuilder();
        for (String text : texts) {
            chunk.addLines(Wire.LogLine.newBuilder().setText(text));
        }
        return chunk.build();
    }
}
