package io.berth.domain.node;

import static io.berth.domain.entity.Rejection.Code.CONFLICT;
import static io.berth.domain.entity.Rejection.Code.NOT_FOUND;
import static io.berth.domain.entity.Rejection.Code.STALE;

import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.NodeCommand.Announce;
import io.berth.domain.command.NodeCommand.Connect;
import io.berth.domain.command.NodeCommand.Disconnect;
import io.berth.domain.command.NodeCommand.Patch;
import io.berth.domain.command.NodeCommand.Release;
import io.berth.domain.command.NodeCommand.Remove;
import io.berth.domain.command.NodeCommand.Report;
import io.berth.domain.command.NodeCommand.ReportOrphans;
import io.berth.domain.command.NodeCommand.Reserve;
import io.berth.domain.command.NodeCommand.Stop;
import io.berth.domain.command.NodeCommand.Update;
import io.berth.domain.command.NodeCommand.Wake;
import io.berth.domain.entity.Decision;
import io.berth.domain.entity.Instruction;
import io.berth.domain.entity.Recorded;
import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.node.NodeEvent.NodeRemoved;
import io.berth.domain.node.NodeEvent.NodeUpdated;
import io.berth.domain.node.NodeEvent.OrphansFound;
import io.berth.domain.rules.Context;
import io.berth.domain.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of a node: its books are the last word on what runs on it, its agent on what is seen there. */
public final class NodeRules implements Rules<NodeState, NodeCommand, NodeEvent> {
    @Override
    public NodeState initial(String id) {
        return new NodeState(
                new NodeId(id),
                Optional.empty(),
                Map.of(),
                Availability.ACTIVE,
                0,
                Liveness.DOWN,
                0,
                "",
                "",
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
    }

    @Override
    public Decision<NodeEvent> decide(NodeState state, NodeCommand command, Context context) {
        return switch (command) {
            case Connect connect -> AgentDecisions.connect(state, connect, context.now());
            case Announce _ -> AgentDecisions.announce(state, context.now());
            case Disconnect disconnect -> AgentDecisions.disconnect(state, disconnect, context.now());
            case Report report -> AgentDecisions.report(state, report);
            case ReportOrphans(var session, var ids) ->
                state.session().equals(session) && !ids.isEmpty()
                        ? Decision.accept(new OrphansFound(ids))
                        : Decision.noChange();
            case Reserve reserve -> Bookkeeping.reserve(state, reserve);
            case Stop stop -> Bookkeeping.stop(state, stop, context.now());
            case Release release -> Bookkeeping.release(state, release);
            case Update update -> update(state, update);
            case Patch patch -> patch(state, patch);
            case Remove(boolean force) -> remove(state, force, context.now());
            case Wake(boolean recovered) -> AgentDecisions.wake(state, recovered, context.now());
        };
    }

    private static Decision<NodeEvent> update(NodeState state, Update update) {
        if (!state.exists()) {
            return notFound(state);
        }
        if (update.ifRevision().isPresent() && update.ifRevision().getAsLong() != state.revision()) {
            return Decision.reject(
                    STALE,
                    "cannot change node %s: it is at revision %d, the change was made for revision %d; read it again and repeat the change"
                            .formatted(
                                    state.id(),
                                    state.revision(),
                                    update.ifRevision().getAsLong()));
        }
        return updated(
                state,
                update.labels().orElse(state.labels()),
                update.availability().orElse(state.availability()));
    }

    private static Decision<NodeEvent> patch(NodeState state, Patch patch) {
        if (!state.exists()) {
            return notFound(state);
        }
        Map<String, String> labels = new HashMap<>(state.labels());
        labels.keySet().removeAll(patch.removed());
        labels.putAll(patch.labels());
        return updated(state, labels, patch.availability().orElse(state.availability()));
    }

    private static Decision<NodeEvent> updated(NodeState state, Map<String, String> labels, Availability availability) {
        NodeUpdated updated = new NodeUpdated(labels, availability);
        boolean isSame = updated.labels().equals(state.labels()) && updated.availability() == state.availability();
        return isSame ? Decision.noChange() : Decision.accept(updated);
    }

    private static Decision<NodeEvent> remove(NodeState state, boolean force, Instant now) {
        if (!state.exists()) {
            return notFound(state);
        }
        if (state.liveness() != Liveness.DOWN && !force) {
            return Decision.reject(
                    CONFLICT,
                    "cannot remove node %s: it is %s, not down; stop its agent first, or force it"
                            .formatted(state.id(), state.liveness().word()));
        }
        boolean isBusy = state.bookings().values().stream().anyMatch(Booking::isLive);
        return isBusy
                ? Decision.reject(CONFLICT, "cannot remove node %s: %s".formatted(state.id(), wayOut(state, now)))
                : Decision.accept(new NodeRemoved());
    }

    /** No drain reaches an agent that is not there; but its tasks are given up when its lease ends. */
    private static String wayOut(NodeState state, Instant now) {
        return state.liveness() == Liveness.DISCONNECTED
                ? "its agent is away, and its tasks are given up in %d s; try again then"
                        .formatted(Math.max(
                                1, Duration.between(now, state.leaseEnds()).toSeconds() + 1))
                : "tasks run on it; drain it first";
    }

    private static Decision<NodeEvent> notFound(NodeState state) {
        return Decision.reject(NOT_FOUND, "node %s not found".formatted(state.id()));
    }

    @Override
    public NodeState apply(NodeState state, Recorded<NodeEvent> recorded) {
        return NodeFold.apply(state, recorded.event(), recorded.at());
    }

    @Override
    public List<Instruction> instructions(NodeState state) {
        return NodeInstructions.of(state);
    }

    @Override
    public NodeCommand wake(boolean recovered) {
        return new Wake(recovered);
    }

    @Override
    public Optional<Instant> wakeAt(NodeState state) {
        return state.liveness() == Liveness.DISCONNECTED ? Optional.of(state.leaseEnds()) : Optional.empty();
    }
}
