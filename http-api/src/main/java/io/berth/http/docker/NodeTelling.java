package io.berth.http.docker;

import io.berth.domain.entity.EntityRef;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.node.NodeEvent;
import io.berth.domain.node.NodeState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What happens to nodes, as Docker's events tell it. */
final class NodeTelling {
    private record Known(String hostname, String availability, String state) {}

    private final Map<EntityRef, Known> known = new HashMap<>();

    void knows(EntityRef entity, NodeState node) {
        known.put(
                entity,
                new Known(
                        NodeObject.hostname(node),
                        node.availability().word(),
                        node.liveness() == Liveness.DOWN ? "down" : "ready"));
    }

    List<Happening> tell(EntityRef entity, NodeEvent event, Instant at) {
        Known before = known.get(entity);
        Known old = before == null ? new Known("", "active", "") : before;
        return switch (event) {
            case NodeEvent.AgentConnected(var _, String _, long _, String _, var info) ->
                before == null
                        ? is(entity, "create", old, new Known(info.hostname(), "active", "ready"), at)
                        : becomes(entity, old, new Known(info.hostname(), old.availability, "ready"), at);
            case NodeEvent.NodeWentDown _ ->
                becomes(entity, old, new Known(old.hostname, old.availability, "down"), at);
            case NodeEvent.NodeUpdated(var _, var availability) ->
                is(entity, "update", old, new Known(old.hostname, availability.word(), old.state), at);
            case NodeEvent.NodeRemoved _ -> {
                known.remove(entity);
                yield List.of(happening(entity, "remove", old, old, at));
            }
            default -> List.of();
        };
    }

    private List<Happening> becomes(EntityRef entity, Known old, Known next, Instant at) {
        return old.equals(next) ? List.of() : is(entity, "update", old, next, at);
    }

    private List<Happening> is(EntityRef entity, String action, Known old, Known next, Instant at) {
        known.put(entity, next);
        return List.of(happening(entity, action, old, next, at));
    }

    private static Happening happening(EntityRef entity, String action, Known old, Known next, Instant at) {
        Map<String, String> attributes = new TreeMap<>(Map.of("name", next.hostname));
        if (action.equals("update")) {
            EventTeller.change(attributes, "availability", old.availability, next.availability);
            EventTeller.change(attributes, "state", old.state, next.state);
        }
        return Happening.inSwarm("node", action, SwarmIds.of(entity.id()), attributes, at);
    }
}
