package io.berth.sharding.agents;

import io.berth.domain.agent.EngineRequest;
import io.berth.domain.agent.LogLine;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.task.TaskId;
import io.berth.link.proto.Wire;
import io.berth.link.proto.WireMembers;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The port at which agents connect to this member. */
public final class LinkServer implements AutoCloseable {
    /** A hello holds all tasks of a node: some hundred bytes each, up to some hundred thousand. */
    private static final int MESSAGE_BYTES_MAX = 64 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(LinkServer.class);
    private static final long STOP_WITHIN_SECONDS = 3;

    private final Sessions sessions;
    private final LogRequests logs;
    private final EngineRequests engines;
    private final ScheduledExecutorService timer;
    private final Server server;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LinkServer(
            Sessions sessions,
            LogRequests logs,
            EngineRequests engines,
            ScheduledExecutorService timer,
            Server server) {
        this.sessions = sessions;
        this.logs = logs;
        this.engines = engines;
        this.timer = timer;
        this.server = server;
    }

    /**
     * Begins to listen.
     *
     * @param address where; port 0 for any that is free
     * @param security adds TLS to the server; the identity for plain text
     * @param gate is told of everything that agents say of tasks
     * @param traffic is told what they say of traffic
     * @throws IOException if the address cannot be bound
     */
    public static LinkServer start(
            InetSocketAddress address,
            LinkTerms terms,
            UnaryOperator<NettyServerBuilder> security,
            NodeGate gate,
            TrafficGate traffic)
            throws IOException {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("berth-link-timer").daemon().factory());
        Sessions sessions = new Sessions();
        LogRequests logs = new LogRequests(sessions, timer);
        EngineRequests engines = new EngineRequests(sessions, timer);
        NettyServerBuilder builder = NettyServerBuilder.forAddress(address)
                .directExecutor()
                .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                .addService(new LinkCalls(terms, gate, traffic, sessions, logs, engines, timer));
        try {
            return new LinkServer(
                    sessions,
                    logs,
                    engines,
                    timer,
                    security.apply(builder).build().start());
        } catch (IOException | RuntimeException e) {
            timer.shutdownNow();
            throw e;
        }
    }

    /** The port that is listened on. */
    public int port() {
        return server.getPort();
    }

    /**
     * The lines of a task's log, read from its node once for each subscriber and no faster than it asks for them. Fails
     * with {@link LogUnavailableException} if the node has no session with this member, or no log.
     */
    public Flow.Publisher<LogLine> logs(NodeId node, TaskId task, LogQuery query) {
        return logs.publish(node, task, query);
    }

    /**
     * Calls the container engine of a node. The exchange fails with {@link EngineUnavailableException} if the node has no
     * session with this member.
     */
    public EngineExchange engine(NodeId node, EngineRequest request) {
        return engines.call(node, request);
    }

    /** Passes a call of another member on to an engine whose node has its session here; called by the thread of the call. */
    public StreamObserver<WireMembers.CallEngineRequest> relay(StreamObserver<Wire.FromEngine> answer) {
        return new EngineRelay(this, (ServerCallStreamObserver<Wire.FromEngine>) answer);
    }

    /** Whether a node's agent is connected to this member. */
    public boolean hasSession(NodeId node) {
        return sessions.of(node).isPresent();
    }

    /** How many agents are connected to this member. */
    public int agents() {
        return sessions.all().size();
    }

    /** How many logs and how many calls of engines are open over these sessions. */
    public int openStreams() {
        return logs.openOnes() + engines.openOnes();
    }

    /** Ends the session of a node that is not welcome any more. */
    public void expel(NodeId node, String reason) {
        sessions.of(node).ifPresent(session -> session.end(reason, Status.PERMISSION_DENIED.withDescription(reason)));
    }

    /** Ends all sessions, tells the gate so, and stops listening. Closing again does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        server.shutdown();
        String reason = "the member stops";
        sessions.all().forEach(session -> session.end(reason, Status.UNAVAILABLE.withDescription(reason)));
        // Ends run on the timer's one thread, in the order in which they were asked for.
        CountDownLatch ends = new CountDownLatch(1);
        timer.execute(ends::countDown);
        try {
            boolean isClean = ends.await(STOP_WITHIN_SECONDS, TimeUnit.SECONDS)
                    && server.awaitTermination(STOP_WITHIN_SECONDS, TimeUnit.SECONDS);
            LOG.info("link closed{}", isClean ? "" : ", some agents had not answered");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.shutdownNow();
        timer.shutdownNow();
    }
}
