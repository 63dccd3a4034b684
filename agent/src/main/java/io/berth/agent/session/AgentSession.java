package io.berth.agent.session;

import io.berth.agent.TaskExecution;
import io.berth.domain.agent.TaskReport;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an agent connected to a member: one connection after the other for as long as it is not closed, the members in
 * turn. Everything happens on one thread, the loop.
 */
public final class AgentSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentSession.class);
    private static final long GATHER_MILLIS = 20;
    private static final long STOP_WITHIN_SECONDS = 3;
    /** A session that ends sooner than this was no success: two agents of one node would replace each other without rest. */
    private static final Duration SUCCESS_AFTER = Duration.ofSeconds(1);

    private final AgentIdentity identity;
    private final List<MemberAddress> members;
    private final TaskExecution execution;
    private final SessionFiles files;
    private final ScheduledThreadPoolExecutor loop;
    private final ReportBuffer buffer = new ReportBuffer();
    private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
    private final AtomicBoolean isFlushDue = new AtomicBoolean();
    private Optional<Connection> connection = Optional.empty();
    private int attempts;
    private boolean isClosed;
    private volatile Optional<String> session = Optional.empty();
    private volatile Optional<String> problem = Optional.empty();

    /**
     * @param members tried in turn, at least one
     * @param files served through the session while there is one
     */
    public AgentSession(
            AgentIdentity identity, List<MemberAddress> members, TaskExecution execution, SessionFiles files) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("an agent needs the address of at least one member, got none");
        }
        this.identity = identity;
        this.members = List.copyOf(members);
        this.execution = execution;
        this.files = files;
        this.loop = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("berth-session").daemon().factory());
        loop.setRemoveOnCancelPolicy(true);
    }

    /** Begins to connect; returns at once. To be called once. */
    public void start() {
        execution.onReport(this::report);
        execution.onOrphan(this::reportOrphan);
        execution.onTraffic(report -> onLoop().execute(() -> connection.ifPresent(Connection::tellTraffic)));
        loop.execute(this::connect);
    }

    /** The name of the present session; empty while no member has let us in. */
    public Optional<String> session() {
        return session;
    }

    /** Why the last connection ended or did not begin; empty while there is a session. */
    public Optional<String> problem() {
        return problem;
    }

    /** Leaves the member; tasks run on. */
    @Override
    public void close() {
        CountDownLatch left = new CountDownLatch(1);
        loop.execute(() -> {
            isClosed = true;
            connection.ifPresent(present -> present.end("the agent stops"));
            left.countDown();
        });
        try {
            if (!left.await(STOP_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the session did not end within {} s", STOP_WITHIN_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loop.shutdownNow();
    }

    private void connect() {
        if (isClosed) {
            return;
        }
        MemberAddress member = members.get(attempts % members.size());
        attempts++;
        ManagedChannel channel = member.dial(onLoop());
        Connection next =
                new Connection(identity, channel, execution, buffer, loop, new Ends(member, System.nanoTime()));
        connection = Optional.of(next);
        try {
            next.open();
        } catch (RuntimeException e) {
            LOG.error("node {} cannot say hello", identity.node(), e);
            next.end("hello failed: " + e);
        }
    }

    private void report(TaskReport report) {
        buffer.add(report);
        flushSoon();
    }

    private void reportOrphan(String runtimeId) {
        buffer.addOrphan(runtimeId);
        flushSoon();
    }

    private void flushSoon() {
        if (isFlushDue.compareAndSet(false, true)) {
            try {
                var _ = loop.schedule(this::flush, GATHER_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("nothing is reported any more: the session is closed", e);
            }
        }
    }

    private void flush() {
        isFlushDue.set(false);
        connection.ifPresent(Connection::flush);
    }

    /** The loop for callbacks of connections; those that come after its end concern nobody. */
    private Executor onLoop() {
        return task -> {
            try {
                loop.execute(task);
            } catch (RejectedExecutionException e) {
                LOG.trace("a callback came after the end", e);
            }
        };
    }

    /** What follows from the fate of one connection. */
    private final class Ends implements Connection.Owner {
        private final MemberAddress member;
        private final long begun;

        Ends(MemberAddress member, long begun) {
            this.member = member;
            this.begun = begun;
        }

        @Override
        public void onWelcome(SessionPass pass) {
            LOG.info("node {} is connected to {} in session {}", identity.node(), member, pass.session());
            files.begin(pass);
            session = Optional.of(pass.session());
            problem = Optional.empty();
        }

        @Override
        public void onEnd(Connection ended, String reason) {
            boolean wasConnected = session.isPresent();
            files.end();
            session = Optional.empty();
            problem = Optional.of(member + ": " + reason);
            connection = Optional.empty();
            if (isClosed) {
                return;
            }
            if (wasConnected && System.nanoTime() - begun > SUCCESS_AFTER.toNanos()) {
                backoff.reset();
            }
            Duration pause = backoff.next();
            LOG.warn(
                    "node {} has no session with {}: {}; next attempt in {} ms",
                    identity.node(),
                    member,
                    reason,
                    pause.toMillis());
            var _ = loop.schedule(AgentSession.this::connect, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
