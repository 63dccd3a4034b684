package io.berth.domain.node;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.ReservedTask;
import io.berth.domain.command.TaskGroup;
import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.node.NodeEvent.AgentConnected;
import io.berth.domain.node.NodeEvent.AgentDisconnected;
import io.berth.domain.node.NodeEvent.NodeRemoved;
import io.berth.domain.node.NodeEvent.NodeUpdated;
import io.berth.domain.node.NodeEvent.NodeWentDown;
import io.berth.domain.node.NodeEvent.OrphansFound;
import io.berth.domain.node.NodeEvent.TasksReleased;
import io.berth.domain.node.NodeEvent.TasksReported;
import io.berth.domain.node.NodeEvent.TasksReserved;
import io.berth.domain.node.NodeEvent.TasksStopRequested;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Folds one event into a node's state: a working copy that lives for one event only. */
final class NodeFold {
    /** How long a task that has left the books is remembered: far longer than any message is under way. */
    static final Duration RELEASED_KEPT = Duration.ofMinutes(10);

    private final NodeState before;
    private final Instant at;
    private Optional<NodeInfo> info;
    private Map<String, String> labels;
    private Availability availability;
    private long revision;
    private Liveness liveness;
    private long incarnation;
    private String session;
    private String run;
    private Instant changedAt;
    private Instant leaseEnds;
    private final Map<TaskGroup.Key, TaskGroup> groups;
    private final Map<TaskId, Booking> bookings;
    private final Map<TaskId, TaskGroup.Key> lost;
    private final Map<TaskId, Instant> released;

    private NodeFold(NodeState state, Instant at) {
        this.before = state;
        this.at = at;
        this.info = state.info();
        this.labels = state.labels();
        this.availability = state.availability();
        this.revision = state.revision();
        this.liveness = state.liveness();
        this.incarnation = state.incarnation();
        this.session = state.session();
        this.run = state.run();
        this.changedAt = state.changedAt();
        this.leaseEnds = state.leaseEnds();
        this.groups = new HashMap<>(state.groups());
        this.bookings = new LinkedHashMap<>(state.bookings());
        this.lost = new LinkedHashMap<>(state.lost());
        this.released = new LinkedHashMap<>(state.released());
    }

    static NodeState apply(NodeState state, NodeEvent event, Instant at) {
        NodeFold fold = new NodeFold(state, at);
        switch (event) {
            case AgentConnected connected -> fold.connected(connected);
            case AgentDisconnected disconnected -> fold.disconnected(disconnected);
            case NodeWentDown _ -> fold.becomes(Liveness.DOWN);
            case NodeUpdated(var labels, var availability) -> {
                fold.labels = labels;
                fold.availability = availability;
                fold.revision++;
            }
            case TasksReserved reserved -> fold.reserved(reserved);
            case TasksStopRequested(var tasks) ->
                tasks.forEach(task -> fold.bookings.computeIfPresent(task, (id, booking) -> booking.stopping()));
            case TasksReported(var reports) -> reports.forEach(fold::reported);
            case TasksReleased released -> fold.released(released);
            case OrphansFound _ -> {}
            case NodeRemoved _ -> fold.removed();
        }
        return fold.toState();
    }

    private void connected(AgentConnected event) {
        info = Optional.of(event.info());
        session = event.session();
        run = event.run();
        incarnation = event.incarnation();
        leaseEnds = Instant.EPOCH;
        becomes(Liveness.READY);
    }

    private void disconnected(AgentDisconnected event) {
        session = "";
        leaseEnds = event.leaseEnds();
        becomes(Liveness.DISCONNECTED);
    }

    /** Should it come back, it is a new node; but messages to the old one may still be under way. */
    private void removed() {
        info = Optional.empty();
        labels = Map.of();
        availability = Availability.ACTIVE;
        session = "";
        becomes(Liveness.DOWN);
    }

    private void becomes(Liveness next) {
        changedAt = liveness == next ? changedAt : at;
        liveness = next;
    }

    private void reserved(TasksReserved event) {
        groups.put(event.group().key(), event.group());
        TaskStatus status = TaskStatus.of(TaskState.ACCEPTED, at, "accepted");
        for (ReservedTask task : event.tasks()) {
            bookings.put(task.task(), new Booking(task.task(), event.group().key(), task.slot(), false, status));
        }
    }

    private void reported(TaskReport report) {
        if (lost.remove(report.task()) != null) {
            dropUnusedGroups();
            return;
        }
        bookings.computeIfPresent(report.task(), (id, booking) -> {
            if (report.status().state() == TaskState.LOST) {
                lost.put(id, booking.group());
            }
            return booking.seen(report.status());
        });
    }

    private void released(TasksReleased event) {
        Instant old = at.minus(RELEASED_KEPT);
        released.values().removeIf(when -> when.isBefore(old));
        for (TaskId task : event.tasks()) {
            bookings.remove(task);
            released.put(task, at);
        }
        dropUnusedGroups();
    }

    private void dropUnusedGroups() {
        Set<TaskGroup.Key> used = new HashSet<>(lost.values());
        bookings.values().forEach(booking -> used.add(booking.group()));
        groups.keySet().retainAll(used);
    }

    private NodeState toState() {
        return new NodeState(
                before.id(),
                info,
                labels,
                availability,
                revision,
                liveness,
                incarnation,
                session,
                run,
                changedAt,
                leaseEnds,
                groups,
                bookings,
                lost,
                released);
    }
}
