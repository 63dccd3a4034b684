package io.berth.agent.session;

import io.berth.agent.LogSubscription;
import io.berth.agent.TaskExecution;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.task.TaskId;
import io.berth.link.LinkMessages;
import io.berth.link.TrafficMessages;
import io.berth.link.proto.LinkGrpc;
import io.berth.link.proto.Wire;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call to a member, from the hello to its end. Everything happens on the loop's one thread. */
final class Connection implements ClientResponseObserver<Wire.FromAgent, Wire.ToAgent> {
    /** What the owner is told. */
    interface Owner {
        /** The member has let us in. */
        void onWelcome(SessionPass pass);

        /** The call has ended; said once, and nothing after it. */
        void onEnd(Connection connection, String reason);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    /** Silence from the member that is borne before its welcome has said how much is normal. */
    private static final long WELCOME_MILLIS = 5_000;

    private static final int LOOKS_PER_LEASE = 10;
    private static final int BATCH_MAX = 1_000;

    private final AgentIdentity identity;
    private final ManagedChannel channel;
    private final TaskExecution execution;
    private final ReportBuffer buffer;
    private final ScheduledExecutorService loop;
    private final Owner owner;
    private final Map<String, LogPush> logs = new HashMap<>();
    private final Map<String, EnginePass> engineCalls = new ConcurrentHashMap<>();
    private Optional<ClientCallStreamObserver<Wire.FromAgent>> stream = Optional.empty();
    private Optional<Future<?>> beating = Optional.empty();
    private Future<?> looking;
    private int silentLooks;
    private boolean isWelcome;
    private boolean isOver;

    Connection(
            AgentIdentity identity,
            ManagedChannel channel,
            TaskExecution execution,
            ReportBuffer buffer,
            ScheduledExecutorService loop,
            Owner owner) {
        this.identity = identity;
        this.channel = channel;
        this.execution = execution;
        this.buffer = buffer;
        this.loop = loop;
        this.owner = owner;
        this.looking = lookEvery(WELCOME_MILLIS / LOOKS_PER_LEASE);
    }

    /** Opens the call and says hello with all that is held here. */
    void open() {
        buffer.coveredByInventory();
        Wire.Hello hello = Wire.Hello.newBuilder()
                .setNodeId(identity.node().value())
                .setToken(identity.token())
                .setRunId(identity.runId())
                .setAgentVersion(identity.version())
                .setInfo(LinkMessages.write(execution.info()))
                .addAllInventory(LinkMessages.write(execution.inventory()))
                .build();
        var _ = LinkGrpc.newStub(channel).session(this);
        send(Wire.FromAgent.newBuilder().setHello(hello).build());
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Wire.FromAgent> requests) {
        stream = Optional.of(requests);
        requests.setOnReadyHandler(this::flush);
    }

    /** Sends what is to be reported, as far as the member takes it. */
    void flush() {
        while (isWelcome
                && !isOver
                && stream.filter(ClientCallStreamObserver::isReady).isPresent()) {
            List<TaskReport> reports = buffer.takeReports(BATCH_MAX);
            List<String> orphans = buffer.takeOrphans(BATCH_MAX);
            if (reports.isEmpty() && orphans.isEmpty()) {
                return;
            }
            if (!reports.isEmpty()) {
                send(Wire.FromAgent.newBuilder()
                        .setReports(Wire.Reports.newBuilder().addAllReports(LinkMessages.write(reports)))
                        .build());
            }
            if (!orphans.isEmpty()) {
                send(Wire.FromAgent.newBuilder()
                        .setOrphans(Wire.Orphans.newBuilder().addAllRuntimeIds(orphans))
                        .build());
            }
        }
    }

    @Override
    public void onNext(Wire.ToAgent message) {
        if (isOver) {
            return;
        }
        silentLooks = 0;
        switch (message.getMessageCase()) {
            case WELCOME -> enter(message.getWelcome());
            case REFUSED -> end("refused: " + message.getRefused().getText());
            case START_TASK, STOP_TASK, FORGET_TASK -> obey(message);
            case OPEN_LOG -> openLog(message.getOpenLog());
            case CLOSE_LOG ->
                Optional.ofNullable(logs.remove(message.getCloseLog().getRequestId()))
                        .ifPresent(LogPush::cancel);
            case OPEN_ENGINE -> openEngine(message.getOpenEngine());
            case TRAFFIC -> TrafficMessages.read(message.getTraffic()).ifPresent(execution::hear);
            case HEARTBEAT -> {}
            case MESSAGE_NOT_SET -> LOG.debug("the member sent a message that is newer than this agent");
        }
    }

    @Override
    public void onError(Throwable error) {
        end(Statuses.text(Status.fromThrowable(error)));
    }

    @Override
    public void onCompleted() {
        end("the member has ended the session");
    }

    /** Ends the call. */
    void end(String reason) {
        if (isOver) {
            return;
        }
        isOver = true;
        looking.cancel(false);
        beating.ifPresent(beat -> beat.cancel(false));
        logs.values().forEach(LogPush::cancel);
        logs.clear();
        engineCalls.values().forEach(EnginePass::cancel);
        stream.ifPresent(call -> call.cancel(reason, null));
        channel.shutdownNow();
        owner.onEnd(this, reason);
    }

    private void enter(Wire.Welcome welcome) {
        isWelcome = true;
        looking.cancel(false);
        looking = lookEvery(welcome.getLeaseMs() / LOOKS_PER_LEASE);
        long beat = Math.max(1, welcome.getHeartbeatMs());
        beating = Optional.of(loop.scheduleWithFixedDelay(this::beat, beat, beat, TimeUnit.MILLISECONDS));
        owner.onWelcome(new SessionPass(channel, identity.node(), welcome.getSession(), welcome.getKey()));
        tellTraffic();
        flush();
    }

    /** Says all there is to say of traffic; a later word replaces this one, so none waits. */
    void tellTraffic() {
        if (isWelcome && !isOver) {
            send(TrafficMessages.write(execution.traffic()));
        }
    }

    private void obey(Wire.ToAgent message) {
        try {
            LinkMessages.read(message).ifPresent(execution::obey);
        } catch (RuntimeException e) {
            // The session goes on: the instruction will be said again, and others wait behind it.
            LOG.error("an instruction was not carried out: {}", message.getMessageCase(), e);
        }
    }

    private void openLog(Wire.OpenLog request) {
        LogPush push = new LogPush(request.getRequestId(), loop, () -> logs.remove(request.getRequestId()));
        logs.put(request.getRequestId(), push);
        push.open(channel);
        try {
            LogSubscription reading =
                    execution.openLog(new TaskId(request.getTask()), LinkMessages.read(request.getQuery()), push);
            push.reads(reading);
        } catch (RuntimeException e) {
            LOG.error("log of task {} cannot be opened", request.getTask(), e);
            push.fail("log of task " + request.getTask() + " cannot be opened: " + e.getMessage());
        }
    }

    private void openEngine(Wire.OpenEngine open) {
        String id = open.getRequestId();
        EnginePass pass = new EnginePass(id, () -> engineCalls.remove(id));
        engineCalls.put(id, pass);
        pass.open(channel, () -> execution.callEngine(LinkMessages.read(open.getRequest())));
    }

    private void beat() {
        if (stream.filter(ClientCallStreamObserver::isReady).isPresent()) {
            send(Wire.FromAgent.newBuilder()
                    .setHeartbeat(Wire.Heartbeat.getDefaultInstance())
                    .build());
        }
    }

    private Future<?> lookEvery(long millis) {
        long period = Math.max(1, millis);
        silentLooks = 0;
        return loop.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (++silentLooks > LOOKS_PER_LEASE) {
            end("the member was silent for too long");
        }
    }

    private void send(Wire.FromAgent message) {
        stream.ifPresent(call -> call.onNext(message));
    }
}
