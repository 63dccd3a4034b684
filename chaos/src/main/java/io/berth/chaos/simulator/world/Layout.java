package io.berth.chaos.simulator.world;

import io.berth.domain.fleet.NodeId;
import io.berth.domain.resource.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which machines there are.
 *
 * @param members how many, named m1, m2 and so on
 * @param nodes each with what tasks may reserve there
 */
public record Layout(int members, List<Node> nodes) {
    public Layout {
        nodes = List.copyOf(nodes);
    }

    /** A machine for containers. */
    public record Node(NodeId id, Resources capacity) {}

    public List<String> memberNames() {
        return IntStream.rangeClosed(1, members)
                .mapToObj(number -> "m" + number)
                .toList();
    }

    /** The names of all members and nodes. */
    public List<String> machines() {
        List<String> machines = new ArrayList<>(memberNames());
        nodes.forEach(node -> machines.add(node.id().value()));
        return machines;
    }
}
