package io.berth.domain.node;

import static io.berth.domain.entity.Rejection.Code.CONFLICT;
import static io.berth.domain.entity.Rejection.Code.STALE;

import io.berth.domain.agent.AgentInstruction.ForgetTask;
import io.berth.domain.agent.AgentInstruction.StopTask;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.NodeCommand.Connect;
import io.berth.domain.command.NodeCommand.Disconnect;
import io.berth.domain.command.NodeCommand.Report;
import io.berth.domain.entity.Decision;
import io.berth.domain.entity.Instruction;
import io.berth.domain.entity.Rejection;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.node.NodeEvent.AgentConnected;
import io.berth.domain.node.NodeEvent.AgentDisconnected;
import io.berth.domain.node.NodeEvent.NodeWentDown;
import io.berth.domain.node.NodeEvent.OrphansFound;
import io.berth.domain.node.NodeEvent.TasksReported;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an agent's connections and reports do to its node. */
final class AgentDecisions {
    /** From the end of a connection to the loss of the node's tasks. */
    static final Duration LEASE = Duration.ofSeconds(3);

    /** A member that comes up again gives agents this long to find it: they do nothing wrong meanwhile. */
    static final Duration RECOVERY_LEASE = Duration.ofSeconds(15);

    /** How long recoveries prolong a lease, one after the other. */
    static final Duration EXTENDED_FOR = Duration.ofMinutes(1);

    private static final String STARTED_AGAIN = "the member started again";

    private AgentDecisions() {}

    /** The new session replaces any other; what the agent holds is compared with the books. */
    static Decision<NodeEvent> connect(NodeState state, Connect connect, Instant now) {
        if (connect.session().equals(state.session())) {
            return Decision.noChange();
        }
        Optional<Rejection> refusal = refusal(state, connect);
        if (refusal.isPresent()) {
            return new Decision.Reject<>(refusal.get());
        }
        List<NodeEvent> events = new ArrayList<>();
        events.add(new AgentConnected(
                state.id(), connect.session(), state.incarnation() + 1, connect.run(), connect.info()));
        Map<TaskId, TaskReport> inventory = new HashMap<>();
        connect.inventory().forEach(report -> inventory.put(report.task(), report));
        List<TaskReport> news = compared(state, inventory, now);
        List<TaskReport> recorded = new ArrayList<>(news);
        for (TaskId lost : state.lost().keySet()) {
            endOfLost(state, inventory.getOrDefault(lost, new TaskReport(lost, gone(TaskState.REMOVED, now))))
                    .ifPresent(recorded::add);
        }
        if (!recorded.isEmpty()) {
            events.add(new TasksReported(recorded));
        }
        List<Instruction> answers = new ArrayList<>(relay(state, news));
        List<String> orphans = strangers(state, connect.inventory(), answers);
        if (!orphans.isEmpty()) {
            events.add(new OrphansFound(orphans));
        }
        return new Decision.Accept<>(events, answers);
    }

    private static Optional<Rejection> refusal(NodeState state, Connect connect) {
        if (connect.incarnation().isPresent() && connect.incarnation().getAsLong() != state.incarnation()) {
            return Optional.of(new Rejection(
                    STALE,
                    "session %s of node %s comes late: the node is at connection %d, it was at %d; connect again"
                            .formatted(
                                    connect.session(),
                                    state.id(),
                                    state.incarnation(),
                                    connect.incarnation().getAsLong())));
        }
        return isTwin(state, connect)
                ? Optional.of(new Rejection(
                        CONFLICT,
                        "node %s has an agent already, on %s at %s; stop one of the two, or if this is another machine with a copy of its data folder, remove the file node-id there"
                                .formatted(
                                        state.id(),
                                        state.info().map(NodeInfo::hostname).orElse("an unknown host"),
                                        state.info().map(NodeInfo::address).orElse("an unknown address"))))
                : Optional.empty();
    }

    /** Another process than the one that is connected: two that took turns would never come to rest. */
    private static boolean isTwin(NodeState state, Connect connect) {
        return state.liveness() == Liveness.READY
                && !state.run().isEmpty()
                && !connect.run().isEmpty()
                && !connect.run().equals(state.run());
    }

    private static List<TaskReport> compared(NodeState state, Map<TaskId, TaskReport> inventory, Instant now) {
        List<TaskReport> news = new ArrayList<>();
        for (Booking booking : state.bookings().values()) {
            if (booking.isLive()) {
                TaskReport held = inventory.get(booking.task());
                if (held == null) {
                    missing(booking, now, news);
                } else if (booking.isNews(held.status())) {
                    news.add(held);
                }
            }
        }
        return news;
    }

    /** The agent once had the task and has it no more, or never got it: then it is started by the next instruction. */
    private static void missing(Booking booking, Instant now, List<TaskReport> reports) {
        if (booking.status().state().compareTo(TaskState.PREPARING) < 0) {
            return;
        }
        TaskState end = booking.isStopping() ? TaskState.SHUTDOWN : TaskState.FAILED;
        reports.add(new TaskReport(booking.task(), gone(end, now)));
    }

    private static TaskStatus gone(TaskState end, Instant now) {
        return TaskStatus.ended(end, now, "the agent came back without the task's containers");
    }

    /** A task that was given up has its end already; that it runs no more frees what it held. */
    private static Optional<TaskReport> endOfLost(NodeState state, TaskReport held) {
        TaskStatus seen = held.status();
        return seen.state().isTerminal() && state.lost().containsKey(held.task())
                ? Optional.of(new TaskReport(held.task(), TaskStatus.ended(TaskState.REMOVED, seen.at(), seen.error())))
                : Optional.empty();
    }

    static Decision<NodeEvent> report(NodeState state, Report report) {
        if (!report.session().equals(state.session())) {
            return Decision.reject(
                    STALE, "node %s has another session than %s".formatted(state.id(), report.session()));
        }
        List<TaskReport> news = report.reports().stream()
                .filter(one -> {
                    Booking booking = state.bookings().get(one.task());
                    return booking != null && booking.isLive() && booking.isNews(one.status());
                })
                .toList();
        List<Instruction> answers = new ArrayList<>(relay(state, news));
        List<String> orphans = strangers(state, report.reports(), answers);
        List<TaskReport> recorded = new ArrayList<>(news);
        report.reports().forEach(one -> endOfLost(state, one).ifPresent(recorded::add));
        List<NodeEvent> events = new ArrayList<>();
        if (!recorded.isEmpty()) {
            events.add(new TasksReported(recorded));
        }
        if (!orphans.isEmpty()) {
            events.add(new OrphansFound(orphans));
        }
        return new Decision.Accept<>(events, answers);
    }

    /** Tasks that live and that no live booking explains are stopped; ended ones without any booking are cleared away. */
    private static List<String> strangers(NodeState state, List<TaskReport> held, List<Instruction> answers) {
        List<String> orphans = new ArrayList<>();
        for (TaskReport report : held) {
            Booking booking = state.bookings().get(report.task());
            boolean isEnded = report.status().state().isTerminal();
            if (isEnded && booking == null) {
                answers.add(new Instruction.ToAgent(new ForgetTask(report.task())));
            } else if (!isEnded && (booking == null || !booking.isLive())) {
                answers.add(new Instruction.ToAgent(new StopTask(report.task())));
                orphans.add(report.task().value());
            }
        }
        return orphans;
    }

    /** Passes on what is not an end; ends are passed on until they are released (see {@link NodeInstructions}). */
    private static List<Instruction> relay(NodeState state, List<TaskReport> reports) {
        return NodeInstructions.toServices(
                state,
                reports.stream()
                        .filter(report -> !report.status().state().isTerminal())
                        .toList());
    }

    static Decision<NodeEvent> disconnect(NodeState state, Disconnect disconnect, Instant now) {
        return state.liveness() == Liveness.READY && disconnect.session().equals(state.session())
                ? Decision.accept(new AgentDisconnected(disconnect.session(), disconnect.reason(), now.plus(LEASE)))
                : Decision.noChange();
    }

    /** Each extension is an event: one is made only when little is left of the last. */
    static Decision<NodeEvent> announce(NodeState state, Instant now) {
        boolean isNeeded = state.liveness() == Liveness.DISCONNECTED
                && state.leaseEnds().isBefore(now.plus(RECOVERY_LEASE.dividedBy(2)));
        return isNeeded ? extended(state, "its agent is starting", now) : Decision.noChange();
    }

    static Decision<NodeEvent> wake(NodeState state, boolean recovered, Instant now) {
        return switch (state.liveness()) {
            case READY ->
                recovered
                        ? Decision.accept(
                                new AgentDisconnected(state.session(), STARTED_AGAIN, now.plus(RECOVERY_LEASE)))
                        : Decision.noChange();
            case DISCONNECTED -> {
                if (recovered) {
                    yield recovered(state, now);
                }
                yield now.isBefore(state.leaseEnds()) ? Decision.noChange() : Decision.accept(down(state, now));
            }
            case DOWN -> Decision.noChange();
        };
    }

    /**
     * While the member was stopped no agent could come: a lease starts again in full, even if it has ended meanwhile. But
     * a node that is moved from member to member without rest must be given up some day.
     */
    private static Decision<NodeEvent> recovered(NodeState state, Instant now) {
        boolean isEnough = now.isAfter(state.changedAt().plus(EXTENDED_FOR))
                && now.isBefore(state.leaseEnds().plus(EXTENDED_FOR));
        return isEnough ? Decision.noChange() : extended(state, STARTED_AGAIN, now);
    }

    private static Decision<NodeEvent> extended(NodeState state, String reason, Instant now) {
        Instant extended = now.plus(RECOVERY_LEASE);
        return state.leaseEnds().isBefore(extended)
                ? Decision.accept(new AgentDisconnected(state.session(), reason, extended))
                : Decision.noChange();
    }

    private static List<NodeEvent> down(NodeState state, Instant now) {
        List<TaskReport> lost = state.bookings().values().stream()
                .filter(Booking::isLive)
                .map(booking -> new TaskReport(
                        booking.task(), TaskStatus.ended(TaskState.LOST, now, "node " + state.id() + " is down")))
                .toList();
        NodeWentDown down = new NodeWentDown("no agent has connected until the lease ended");
        return lost.isEmpty() ? List.of(down) : List.of(down, new TasksReported(lost));
    }
}
