package io.berth.chaos.simulator.invariant;

import io.berth.chaos.simulator.plan.Outcast;
import io.berth.chaos.simulator.world.Names;
import io.berth.domain.claim.ClaimState;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.node.NodeState;
import io.berth.domain.service.ServiceState;
import io.berth.domain.service.Task;
import java.util.List;
import java.util.Map;

/**
 * All that is durable when nothing goes wrong any more.
 *
 * @param nodes that exist
 * @param claims that exist
 * @param outcasts machines that are ill for ever
 * @param livelocks what was placed again and again
 */
record Scene(
        Map<NodeId, NodeState> nodes,
        Map<String, ClaimState> claims,
        Map<String, Outcast.Lot> outcasts,
        Livelocks livelocks,
        Names names) {
    /** Whether a node comes and goes for ever, so that nothing on it comes to rest. */
    boolean isRestless(NodeId node) {
        return outcasts.get(node.value()) == Outcast.Lot.FLAPPING;
    }

    boolean isOutcast(NodeId node) {
        return outcasts.containsKey(node.value());
    }

    /** Whether something of the service is on a node that comes and goes. */
    boolean isOnRestlessNode(ServiceState service) {
        return service.tasks().values().stream().anyMatch(this::isOnRestlessNode);
    }

    /** Nodes on which things come to rest. */
    List<NodeState> steadyNodes() {
        return nodes.values().stream().filter(node -> !isRestless(node.id())).toList();
    }

    boolean isOnRestlessNode(Task task) {
        return task.isLive() && isRestless(task.node());
    }
}
