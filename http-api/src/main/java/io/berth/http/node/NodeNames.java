package io.berth.http.node;

import io.berth.domain.fleet.FleetView;
import io.berth.domain.fleet.NodeId;
import java.util.List;

/** From a node's name in a request to its id. */
public final class NodeNames {
    private NodeNames() {}

    /** The id of the only node with that hostname; anything else is taken for an id. */
    public static String id(String name, FleetView fleet) {
        if (fleet.node(new NodeId(name)).isPresent()) {
            return name;
        }
        List<String> ids = fleet.nodes().stream()
                .filter(view -> view.info().hostname().equals(name))
                .map(view -> view.id().value())
                .toList();
        return ids.size() == 1 ? ids.getFirst() : name;
    }
}
