package io.berth.agent.session;

import static io.berth.agent.Patience.soon;

import io.berth.agent.Patience;
import io.berth.link.proto.LinkGrpc;
import io.berth.link.proto.Wire;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A member that says what the test wants and keeps what it hears. */
final class FakeMember extends LinkGrpc.LinkImplBase implements AutoCloseable {
    final BlockingQueue<Wire.FromAgent> heard = new LinkedBlockingQueue<>();
    final BlockingQueue<StreamObserver<Wire.ToAgent>> sessions = new LinkedBlockingQueue<>();
    final BlockingQueue<Wire.LogChunk> chunks = new LinkedBlockingQueue<>();
    final BlockingQueue<StreamObserver<Wire.LogDone>> pushes = new LinkedBlockingQueue<>();
    private final Server server;

    FakeMember(int port) throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port))
                .addService(this)
                .build()
                .start();
    }

    int port() {
        return server.getPort();
    }

    @Override
    public StreamObserver<Wire.FromAgent> session(StreamObserver<Wire.ToAgent> toAgent) {
        sessions.add(toAgent);
        return keeping(heard);
    }

    @Override
    public StreamObserver<Wire.LogChunk> pushLog(StreamObserver<Wire.LogDone> done) {
        pushes.add(done);
        return keeping(chunks);
    }

    @Override
    public void fetchFiles(Wire.FetchFilesRequest request, StreamObserver<Wire.FetchFilesResponse> answer) {
        if (!request.getKey().equals("key-1") || !request.getTask().equals("t1")) {
            answer.onError(
                    Status.FAILED_PRECONDITION.withDescription("not yours").asRuntimeException());
            return;
        }
        answer.onNext(Wire.FetchFilesResponse.newBuilder()
                .addFiles(Wire.TaskFile.newBuilder()
                        .setKind(Wire.TaskFile.Kind.KIND_CONFIG)
                        .setName(request.getNodeId() + "/" + request.getSession())
                        .setVersion(1))
                .build());
        answer.onCompleted();
    }

    /** Waits for a session, its hello, and lets the agent in. */
    StreamObserver<Wire.ToAgent> welcome(long leaseMs) throws InterruptedException {
        StreamObserver<Wire.ToAgent> session = next(sessions);
        session.onNext(Wire.ToAgent.newBuilder()
                .setWelcome(Wire.Welcome.newBuilder()
                        .setSession("s1")
                        .setKey("key-1")
                        .setLeaseMs(leaseMs)
                        .setHeartbeatMs(50))
                .build());
        return session;
    }

    /** The next message of a kind; others are passed over. */
    Wire.FromAgent hears(Wire.FromAgent.MessageCase kind) throws InterruptedException {
        Wire.FromAgent message = next(heard);
        while (message.getMessageCase() != kind) {
            message = next(heard);
        }
        return message;
    }

    static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T value = queue.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (value == null) {
            throw new AssertionError("nothing came within " + Patience.LIMIT);
        }
        return value;
    }

    private static <T> StreamObserver<T> keeping(BlockingQueue<T> queue) {
        return new StreamObserver<>() {
            @Override
            public void onNext(T value) {
                queue.add(value);
            }

            @Override
            public void onError(Throwable error) {}

            @Override
            public void onCompleted() {}
        };
    }

    @Override
    public void close() {
        server.shutdownNow();
        soon().until(server::isTerminated);
    }
}
