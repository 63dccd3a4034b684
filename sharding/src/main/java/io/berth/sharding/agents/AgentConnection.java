package io.berth.sharding.agents;

import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.agent.EngineRequest;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.task.TaskId;
import io.berth.domain.traffic.TrafficNews;
import io.berth.link.LinkMessages;
import io.berth.link.TrafficMessages;
import io.berth.link.proto.Wire;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One agent's call: hello, then reports one way and instructions the other, until either end has enough.
 *
 * <p>A session is finished on the timer's thread, as its end may be noticed in the middle of anything.
 */
final class AgentConnection implements StreamObserver<Wire.FromAgent> {
    /** More instructions than this wait only for an agent that takes none; they are said again anyway. */
    static final int OUTBOX_LIMIT = 65_536;

    private static final Logger LOG = LoggerFactory.getLogger(AgentConnection.class);
    /** Looks at the silence in one lease; counted, not timed, so that a pause of this member counts as one. */
    private static final int LOOKS_PER_LEASE = 10;

    /** Which messages to an agent are alike. */
    private record MessageKey(Object kind, String id) {}

    private final LinkTerms terms;
    private final NodeGate gate;
    private final TrafficGate traffic;
    private final Sessions sessions;
    private final Consumer<AgentConnection> onEnd;
    private final ScheduledExecutorService timer;
    private final Outbox outbox;
    private final String session = UUID.randomUUID().toString();
    private final String key = UUID.randomUUID().toString();
    private final AtomicInteger silentLooks = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Object turn = new Object();
    private final Future<?> looking;
    private volatile @Nullable NodeId node;
    private volatile @Nullable Talk talk;

    /** @param onEnd told once when the session is over */
    AgentConnection(
            ServerCallStreamObserver<Wire.ToAgent> stream,
            LinkTerms terms,
            NodeGate gate,
            TrafficGate traffic,
            Sessions sessions,
            ScheduledExecutorService timer,
            Consumer<AgentConnection> onEnd) {
        this.terms = terms;
        this.gate = gate;
        this.traffic = traffic;
        this.sessions = sessions;
        this.timer = timer;
        this.onEnd = onEnd;
        this.outbox = new Outbox(stream, OUTBOX_LIMIT);
        stream.setOnReadyHandler(outbox::drain);
        stream.setOnCancelHandler(() -> end("the agent closed the connection", Status.CANCELLED));
        long period = terms.lease().dividedBy(LOOKS_PER_LEASE).toNanos();
        this.looking = timer.scheduleWithFixedDelay(this::look, period, period, TimeUnit.NANOSECONDS);
    }

    @Override
    public void onNext(Wire.FromAgent message) {
        silentLooks.set(0);
        try {
            switch (message.getMessageCase()) {
                case HELLO -> greet(message.getHello());
                case REPORTS ->
                    talk("reports")
                            .report(LinkMessages.read(message.getReports().getReportsList()));
                case ORPHANS ->
                    talk("orphans")
                            .orphans(message.getOrphans().getRuntimeIdsList().stream()
                                    .toList());
                case TRAFFIC -> {
                    var _ = talk("traffic");
                    traffic.reported(session, TrafficMessages.read(message.getTraffic()));
                }
                case HEARTBEAT -> send(new MessageKey(Wire.ToAgent.MessageCase.HEARTBEAT, ""), Said.heartbeat());
                case MESSAGE_NOT_SET -> LOG.debug("agent of {} sent a message that is newer than this member", node);
            }
        } catch (IllegalArgumentException e) {
            refuse(Wire.Refused.Code.CODE_MALFORMED, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("session of node {} failed", node, e);
            end("the member failed: " + e, Status.INTERNAL.withDescription("the member failed: " + e));
        }
    }

    @Override
    public void onError(Throwable error) {
        end("the connection broke: " + Status.fromThrowable(error).getCode(), Status.CANCELLED);
    }

    @Override
    public void onCompleted() {
        end("the agent has left", outbox::complete);
    }

    /** Sends an instruction; from any thread. */
    void instruct(AgentInstruction instruction) {
        Wire.ToAgent message = LinkMessages.write(instruction);
        send(new MessageKey(message.getMessageCase(), instruction.task().value()), message);
    }

    private void tell(TrafficNews news) {
        Object about = switch (news) {
            case TrafficNews.Endpoints(var service) -> service.service();
            case TrafficNews.Drained(var task, var _) -> task;
            case TrafficNews.Complete _ -> TrafficNews.Complete.class;
        };
        sent(outbox.replace(about, TrafficMessages.write(news)));
    }

    void openLog(String requestId, TaskId task, LogQuery query) {
        send(new MessageKey(Wire.ToAgent.MessageCase.OPEN_LOG, requestId), Said.openLog(requestId, task, query));
    }

    void closeLog(String requestId) {
        send(new MessageKey(Wire.ToAgent.MessageCase.CLOSE_LOG, requestId), Said.closeLog(requestId));
    }

    void openEngine(String requestId, EngineRequest request) {
        send(new MessageKey(Wire.ToAgent.MessageCase.OPEN_ENGINE, requestId), Said.openEngine(requestId, request));
    }

    /** Whether a call that shows these comes from this session's agent. */
    boolean isProvenBy(String shownSession, String shownKey) {
        return session.equals(shownSession)
                && MessageDigest.isEqual(
                        key.getBytes(StandardCharsets.UTF_8), shownKey.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends the session; only the first call counts. */
    void end(String reason, Status status) {
        end(reason, () -> outbox.fail(status));
    }

    private void greet(Wire.Hello hello) {
        if (hello.getNodeId().isBlank() || node != null) {
            throw new IllegalArgumentException("a session begins with one hello that names its node, got node \""
                    + hello.getNodeId() + "\"" + (node == null ? "" : " after node \"" + node + "\""));
        }
        NodeId who = new NodeId(hello.getNodeId());
        if (!terms.admits().test(who, hello.getToken())) {
            refuse(
                    Wire.Refused.Code.CODE_TOKEN,
                    "node " + who + " is not let in: the agent has shown no valid token or certificate for it; "
                            + "join again with a present token");
            return;
        }
        NodeCommand.Connect connect = new NodeCommand.Connect(
                session,
                OptionalLong.empty(),
                hello.getRunId(),
                LinkMessages.read(hello.getInfo()),
                LinkMessages.read(hello.getInventoryList()));
        node = who;
        send(new MessageKey(Wire.ToAgent.MessageCase.WELCOME, ""), welcome());
        sessions.enter(who, this)
                .ifPresent(old -> old.end(
                        "the agent has connected again",
                        Status.ABORTED.withDescription("another session of node " + who + " has begun")));
        synchronized (turn) {
            if (!ended.get()) {
                talk = new Talk(who, connect, gate, timer, this::instruct, this::fault);
                traffic.entered(session, who, this::tell);
            }
        }
        if (ended.get()) {
            // An end noticed between enter and here may have left before this session entered.
            sessions.leave(who, this);
        }
    }

    private Wire.ToAgent welcome() {
        return Wire.ToAgent.newBuilder()
                .setWelcome(Wire.Welcome.newBuilder()
                        .setSession(session)
                        .setKey(key)
                        .setLeaseMs(terms.lease().toMillis())
                        .setHeartbeatMs(terms.heartbeat().toMillis()))
                .build();
    }

    private Talk talk(String what) {
        Talk present = talk;
        if (present == null) {
            throw new IllegalArgumentException("a session begins with a hello, got " + what);
        }
        return present;
    }

    private void fault(String reason) {
        end(reason, Status.ABORTED.withDescription(reason));
    }

    private void send(MessageKey alike, Wire.ToAgent message) {
        sent(outbox.offer(alike, message));
    }

    private void sent(boolean isTaken) {
        if (!isTaken) {
            String reason = "the agent takes no messages: " + OUTBOX_LIMIT + " wait";
            end(reason, Status.RESOURCE_EXHAUSTED.withDescription(reason));
        }
    }

    private void refuse(Wire.Refused.Code code, String text) {
        Wire.ToAgent refused = Wire.ToAgent.newBuilder()
                .setRefused(Wire.Refused.newBuilder().setCode(code).setText(text))
                .build();
        end("refused: " + text, () -> outbox.complete(refused));
    }

    private void look() {
        if (silentLooks.incrementAndGet() > LOOKS_PER_LEASE) {
            Duration lease = terms.lease();
            String reason = "the agent was silent for its lease of " + lease.toMillis() + " ms";
            end(reason, Status.DEADLINE_EXCEEDED.withDescription(reason));
        }
    }

    private void end(String reason, Runnable goodbye) {
        if (ended.compareAndSet(false, true)) {
            try {
                timer.execute(() -> finish(reason, goodbye));
            } catch (RejectedExecutionException e) {
                LOG.debug("session {} of node {} ends with the member", session, node, e);
            }
        }
    }

    private void finish(String reason, Runnable goodbye) {
        looking.cancel(false);
        NodeId who = node;
        LOG.info("session {} of node {} ends: {}", session, who, reason);
        try {
            goodbye.run();
            if (who != null) {
                sessions.leave(who, this);
                synchronized (turn) {
                    if (talk != null) {
                        talk.end(reason);
                        gate.ended(session);
                        traffic.left(session);
                    }
                }
            }
        } catch (RuntimeException e) {
            LOG.error("session {} of node {} did not end cleanly", session, who, e);
        } finally {
            onEnd.accept(this);
        }
    }
}
