package io.berth.domain.placement;

import io.berth.domain.fleet.NodeId;
import java.util.List;

/**
 * The answer of placement.
 *
 * @param nodes one for each task that was placed, in the order in which they were chosen; may be fewer than asked for
 * @param why how they were chosen, and why the rest was not placed
 */
public record Placement(List<NodeId> nodes, Explanation why) {
    public Placement {
        nodes = List.copyOf(nodes);
    }
}
