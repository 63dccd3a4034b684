package io.berth.sharding.agents;

import io.berth.domain.agent.EngineRequest;
import io.berth.domain.fleet.NodeId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The calls of engines that this member's callers wait for. */
final class EngineRequests {
    /** How long an agent has to begin with its answer. */
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    /** A caller who has gone while the engine was silent never reads. */
    static final Duration READ_WITHIN = Duration.ofSeconds(30);
    /** Each holds a thread of the agent and a connection of the engine. */
    static final int MOST_OF_A_NODE = 256;

    /** One request: to whom, and who waits. */
    record Open(NodeId node, AgentConnection session, EngineExchange exchange) {}

    private final Sessions sessions;
    private final ScheduledExecutorService timer;
    private final Map<String, Open> open = new ConcurrentHashMap<>();

    EngineRequests(Sessions sessions, ScheduledExecutorService timer) {
        this.sessions = sessions;
        this.timer = timer;
    }

    EngineExchange call(NodeId node, EngineRequest request) {
        String id = UUID.randomUUID().toString();
        EngineExchange exchange = new EngineExchange(() -> open.remove(id));
        Optional<AgentConnection> session = sessions.of(node);
        if (session.isEmpty()) {
            exchange.fail(new EngineUnavailableException("node " + node
                    + " is not connected to this member, so its containers cannot be reached from here; "
                    + "see its state with: berth nodes"));
        } else if (open.values().stream()
                        .filter(each -> each.node().equals(node))
                        .count()
                >= MOST_OF_A_NODE) {
            exchange.fail(new EngineUnavailableException("node " + node + " passes on " + MOST_OF_A_NODE
                    + " calls of its engine already; end some of them, or try again"));
        } else {
            begin(id, node, session.get(), exchange, request);
        }
        return exchange;
    }

    private void begin(
            String id, NodeId node, AgentConnection session, EngineExchange exchange, EngineRequest request) {
        open.put(id, new Open(node, session, exchange));
        session.openEngine(id, request);
        later(ANSWER_WITHIN, () -> {
            if (!exchange.isAttached()) {
                exchange.fail(new EngineUnavailableException(
                        "node " + node + " has not answered within " + ANSWER_WITHIN.toSeconds() + " s; try again"));
            }
        });
        exchange.head().whenComplete((_, _) -> later(READ_WITHIN, exchange::cancelUnlessRead));
        if (sessions.of(node).filter(present -> present == session).isEmpty()) {
            // It has ended before it could know of this request.
            sessionEnded(session);
        }
    }

    private void later(Duration delay, Runnable work) {
        try {
            var _ = timer.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The member stops, and with it every call.
        }
    }

    /** The request with this id, unless its caller has gone. */
    Optional<Open> find(String requestId) {
        return Optional.ofNullable(open.get(requestId));
    }

    /** How many calls are under way. */
    int openOnes() {
        return open.size();
    }

    /** A session is over: nothing more comes from it. */
    void sessionEnded(AgentConnection session) {
        open.values().stream()
                .filter(request -> request.session() == session)
                .forEach(request -> request.exchange()
                        .fail(new EngineUnavailableException("node " + request.node()
                                + " has disconnected in the middle of the call; try again when it is back")));
    }
}
