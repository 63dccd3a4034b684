package io.berth.sharding.agents;

import io.berth.domain.agent.LogLine;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.task.TaskId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The logs that readers on this member wait for or read. */
final class LogRequests {
    /** How long an agent has to begin with its answer. */
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    /** One request: who reads what from whom. */
    record Open(NodeId node, TaskId task, AgentConnection session, Reading<LogLine> reading) {}

    private final Sessions sessions;
    private final ScheduledExecutorService timer;
    private final Map<String, Open> open = new ConcurrentHashMap<>();

    LogRequests(Sessions sessions, ScheduledExecutorService timer) {
        this.sessions = sessions;
        this.timer = timer;
    }

    /** The lines of a task's log, once for each subscriber. */
    Flow.Publisher<LogLine> publish(NodeId node, TaskId task, LogQuery query) {
        return reader -> sessions.of(node)
                .ifPresentOrElse(session -> begin(node, task, query, session, reader), () -> refuse(node, reader));
    }

    /** The request with this id, unless its reader has gone. */
    Optional<Open> find(String requestId) {
        return Optional.ofNullable(open.get(requestId));
    }

    /** How many logs are being read. */
    int openOnes() {
        return open.size();
    }

    /** A session is over: nothing more comes from it. */
    void sessionEnded(AgentConnection session) {
        open.values().stream()
                .filter(request -> request.session() == session)
                .forEach(request -> request.reading()
                        .fail(new LogUnavailableException("node " + request.node()
                                + " has disconnected while the log of task " + request.task()
                                + " was read; read it again when the node is back")));
    }

    private void begin(
            NodeId node,
            TaskId task,
            LogQuery query,
            AgentConnection session,
            Flow.Subscriber<? super LogLine> reader) {
        String id = UUID.randomUUID().toString();
        Reading<LogLine> reading = new Reading<>(reader, () -> {
            if (open.remove(id) != null) {
                session.closeLog(id);
            }
        });
        reader.onSubscribe(reading);
        open.put(id, new Open(node, task, session, reading));
        if (reading.isOver()) {
            open.remove(id);
            return;
        }
        session.openLog(id, task, query);
        var _ = timer.schedule(
                () -> {
                    if (!reading.isAttached()) {
                        reading.fail(new LogUnavailableException("node " + node + " has not opened the log of task "
                                + task + " within " + ANSWER_WITHIN.toSeconds() + " s; try again"));
                    }
                },
                ANSWER_WITHIN.toMillis(),
                TimeUnit.MILLISECONDS);
        if (sessions.of(node).filter(present -> present == session).isEmpty()) {
            // It has ended before it could know of this request.
            sessionEnded(session);
        }
    }

    private static void refuse(NodeId node, Flow.Subscriber<? super LogLine> reader) {
        Reading<LogLine> never = new Reading<>(reader, () -> {});
        reader.onSubscribe(never);
        never.fail(new LogUnavailableException("node " + node
                + " is not connected to this member, so its logs cannot be read here; "
                + "see its state with: berth nodes"));
    }
}
