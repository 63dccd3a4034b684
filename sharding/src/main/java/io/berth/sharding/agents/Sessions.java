package io.berth.sharding.agents;

import io.berth.domain.fleet.NodeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions that agents have with this member, one for a node. */
final class Sessions {
    private final Map<NodeId, AgentConnection> byNode = new ConcurrentHashMap<>();

    /** Makes {@code session} the node's. The one that it replaces is to be ended. */
    Optional<AgentConnection> enter(NodeId node, AgentConnection session) {
        return Optional.ofNullable(byNode.put(node, session));
    }

    void leave(NodeId node, AgentConnection session) {
        byNode.remove(node, session);
    }

    Optional<AgentConnection> of(NodeId node) {
        return Optional.ofNullable(byNode.get(node));
    }

    List<AgentConnection> all() {
        return List.copyOf(byNode.values());
    }
}
