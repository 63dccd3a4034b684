package io.berth.persistence.codec;

import static io.berth.persistence.codec.ContainerCodec.LABELS;
import static io.berth.persistence.codec.ContainerCodec.RESOURCES;
import static io.berth.persistence.codec.ContainerCodec.TEXTS;
import static io.berth.persistence.codec.TaskCodec.TASKS;
import static io.berth.persistence.codec.Values.FLAG;
import static io.berth.persistence.codec.Values.INSTANT;
import static io.berth.persistence.codec.Values.LONG;
import static io.berth.persistence.codec.Values.TEXT;

import io.berth.domain.fleet.Availability;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The codecs of a node's events. */
final class NodeEvents {
    static final Codec<Availability> AVAILABILITY = Words.of(Availability.values(), constant -> switch (constant) {
        case ACTIVE -> "active";
        case PAUSE -> "pause";
        case DRAIN -> "drain";
    });

    static final Codec<NodeInfo> INFO = info();

    private NodeEvents() {}

    static void addTo(EventTable events) {
        events.with("node.agent-connected/1", AgentConnected.class, connected())
                .with("node.agent-disconnected/1", AgentDisconnected.class, disconnected())
                .with("node.node-went-down/1", NodeWentDown.class, wentDown())
                .with("node.node-updated/1", NodeUpdated.class, updated())
                .with("node.tasks-reserved/1", TasksReserved.class, reserved())
                .with("node.tasks-stop-requested/1", TasksStopRequested.class, stopRequested())
                .with("node.tasks-reported/1", TasksReported.class, reported())
                .with("node.tasks-released/1", TasksReleased.class, released())
                .with("node.orphans-found/1", OrphansFound.class, orphans())
                .with("node.node-removed/1", NodeRemoved.class, removed());
    }

    private static Codec<NodeInfo> info() {
        var shape = Shape.<NodeInfo>of("what an agent says of its machine");
        var hostname = shape.unless("", "host", TEXT, NodeInfo::hostname);
        var address = shape.unless("", "addr", TEXT, NodeInfo::address);
        var platform = shape.always("platform", SpecCodec.PLATFORM, NodeInfo::platform);
        var runtimes =
                shape.unless(Set.of(), "runtimes", Groups.set(TEXT, Comparator.naturalOrder()), NodeInfo::runtimes);
        var engine = shape.unless("", "engine", TEXT, NodeInfo::engineVersion);
        var labels = shape.unless(Map.of(), "labels", LABELS, NodeInfo::engineLabels);
        var capacity = shape.always("capacity", RESOURCES, NodeInfo::capacity);
        var isManager = shape.unless(false, "manager", FLAG, NodeInfo::isManager);
        return shape.made(row -> new NodeInfo(
                row.get(hostname),
                row.get(address),
                row.get(platform),
                row.get(runtimes),
                row.get(engine),
                row.get(labels),
                row.get(capacity),
                row.get(isManager)));
    }

    private static Codec<AgentConnected> connected() {
        var shape = Shape.<AgentConnected>of("a connected agent");
        var node = shape.always("node", TaskCodec.NODE, AgentConnected::node);
        var session = shape.always("session", TEXT, AgentConnected::session);
        var incarnation = shape.always("inc", LONG, AgentConnected::incarnation);
        var run = shape.unless("", "run", TEXT, AgentConnected::run);
        var info = shape.always("info", INFO, AgentConnected::info);
        return shape.made(row ->
                new AgentConnected(row.get(node), row.get(session), row.get(incarnation), row.get(run), row.get(info)));
    }

    private static Codec<AgentDisconnected> disconnected() {
        var shape = Shape.<AgentDisconnected>of("a disconnected agent");
        var session = shape.always("session", TEXT, AgentDisconnected::session);
        var reason = shape.unless("", "reason", TEXT, AgentDisconnected::reason);
        var leaseEnds = shape.always("lease", INSTANT, AgentDisconnected::leaseEnds);
        return shape.made(row -> new AgentDisconnected(row.get(session), row.get(reason), row.get(leaseEnds)));
    }

    private static Codec<NodeWentDown> wentDown() {
        var shape = Shape.<NodeWentDown>of("a node that went down");
        var reason = shape.unless("", "reason", TEXT, NodeWentDown::reason);
        return shape.made(row -> new NodeWentDown(row.get(reason)));
    }

    private static Codec<NodeUpdated> updated() {
        var shape = Shape.<NodeUpdated>of("an updated node");
        var labels = shape.unless(Map.of(), "labels", LABELS, NodeUpdated::labels);
        var availability = shape.always("availability", AVAILABILITY, NodeUpdated::availability);
        return shape.made(row -> new NodeUpdated(row.get(labels), row.get(availability)));
    }

    private static Codec<TasksReserved> reserved() {
        var shape = Shape.<TasksReserved>of("reserved tasks");
        var group = shape.always("group", TaskCodec.GROUP, TasksReserved::group);
        var tasks = shape.unless(List.of(), "tasks", TaskCodec.RESERVED, TasksReserved::tasks);
        return shape.made(row -> new TasksReserved(row.get(group), row.get(tasks)));
    }

    private static Codec<TasksStopRequested> stopRequested() {
        var shape = Shape.<TasksStopRequested>of("tasks to stop");
        var tasks = shape.unless(List.of(), "tasks", TASKS, TasksStopRequested::tasks);
        return shape.made(row -> new TasksStopRequested(row.get(tasks)));
    }

    private static Codec<TasksReported> reported() {
        var shape = Shape.<TasksReported>of("reported tasks");
        var reports = shape.unless(List.of(), "reports", TaskCodec.REPORTS, TasksReported::reports);
        return shape.made(row -> new TasksReported(row.get(reports)));
    }

    private static Codec<TasksReleased> released() {
        var shape = Shape.<TasksReleased>of("released tasks");
        var tasks = shape.unless(List.of(), "tasks", TASKS, TasksReleased::tasks);
        return shape.made(row -> new TasksReleased(row.get(tasks)));
    }

    private static Codec<OrphansFound> orphans() {
        var shape = Shape.<OrphansFound>of("orphans");
        var ids = shape.unless(List.of(), "ids", TEXTS, OrphansFound::ids);
        return shape.made(row -> new OrphansFound(row.get(ids)));
    }

    private static Codec<NodeRemoved> removed() {
        return Shape.<NodeRemoved>of("a removed node").made(_ -> new NodeRemoved());
    }
}
