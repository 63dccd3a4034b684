package io.berth.http.event;

import io.berth.domain.node.NodeEvent;

/** What happens to nodes, in one sentence each. */
final class NodeEventText {
    private NodeEventText() {}

    static String of(NodeEvent event) {
        return switch (event) {
            case NodeEvent.AgentConnected(var _, String _, long incarnation, String _, var info) ->
                "agent of %s connected, connection %d".formatted(info.hostname(), incarnation);
            case NodeEvent.AgentDisconnected(String _, String reason, var leaseEnds) ->
                "agent disconnected: %s; its tasks are given up at %s".formatted(reason, leaseEnds);
            case NodeEvent.NodeWentDown(String reason) -> "down: " + reason;
            case NodeEvent.NodeUpdated(var labels, var availability) ->
                "set to %s, labels %s".formatted(availability.word(), labels);
            case NodeEvent.TasksReserved(var group, var tasks) ->
                "%s of %s, revision %d, entered in the books"
                        .formatted(EventText.count(tasks.size(), "task"), group.service(), group.revision());
            case NodeEvent.TasksStopRequested(var tasks) -> EventText.count(tasks.size(), "task") + " must stop";
            case NodeEvent.TasksReported(var reports) ->
                EventText.count(reports.size(), "task") + " reported by the agent";
            case NodeEvent.TasksReleased(var tasks) -> EventText.count(tasks.size(), "task") + " left the books";
            case NodeEvent.OrphansFound(var ids) ->
                "%s that nothing explains, being stopped: %s"
                        .formatted(EventText.count(ids.size(), "container"), String.join(", ", ids));
            case NodeEvent.NodeRemoved _ -> "removed by an operator";
        };
    }
}
