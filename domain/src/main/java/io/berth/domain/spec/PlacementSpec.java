package io.berth.domain.spec;

import java.util.List;

/**
 * Where the tasks of a service may go.
 *
 * @param constraints all must hold
 * @param spread values of these labels get even numbers of tasks, the first label first; a label descriptor such as
 *     {@code node.labels.zone}
 * @param maxPerNode tasks of the service on one node, at most; 0 for no limit
 * @param platforms the node's must be among these; empty for any
 * @param strategy how nodes that are alike otherwise are filled
 */
public record PlacementSpec(
        List<Constraint> constraints,
        List<String> spread,
        int maxPerNode,
        List<Platform> platforms,
        Strategy strategy) {
    public static final PlacementSpec ANYWHERE = new PlacementSpec(List.of(), List.of(), 0, List.of(), Strategy.SPREAD);

    /** How nodes that are alike otherwise are filled. */
    public enum Strategy {
        /** The emptiest first. */
        SPREAD,
        /** The fullest that still fits first. */
        BINPACK
    }

    public PlacementSpec {
        constraints = List.copyOf(constraints);
        spread = List.copyOf(spread);
        platforms = List.copyOf(platforms);
    }
}
