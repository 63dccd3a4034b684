package io.berth.domain.placement;

import io.berth.domain.fleet.NodeView;
import io.berth.domain.spec.PlacementSpec;

/** Whether a node may keep a task: constraints are enforced for as long as it runs, as in Swarm. */
public final class Constraints {
    private Constraints() {}

    /** Whether all constraints of {@code placement} hold on {@code node}. */
    public static boolean hold(PlacementSpec placement, NodeView node) {
        return placement.constraints().stream().allMatch(constraint -> new ConstraintMatch(constraint).matches(node));
    }
}
