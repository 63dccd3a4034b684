package io.berth.domain.placement;

import io.berth.domain.fleet.NodeId;
import java.util.List;

/**
 * How nodes were chosen, or why none was. Holds what is needed to score the candidates again with the same result.
 *
 * @param seed that broke ties
 * @param nodes how many were looked at: all of them if a task was not placed, else the search ends with the best ones
 * @param refusals counted by filter and subject, most nodes first; if a task was not placed, as they stood after those
 *     that were, and then they name every node
 * @param candidates the best ones with their inputs, best first; at most {@link #MAX_CANDIDATES}
 */
public record Explanation(long seed, int nodes, List<Refusal> refusals, List<Candidate> candidates) {
    public static final int MAX_CANDIDATES = 5;
    public static final Explanation NONE = new Explanation(0, 0, List.of(), List.of());

    public Explanation {
        refusals = List.copyOf(refusals);
        candidates = List.copyOf(candidates);
    }

    /**
     * Nodes that one filter refused for the same subject.
     *
     * @param filter that refused
     * @param subject what is missing: {@code memory}, a constraint, a port, {@code draining}
     * @param nodes how many
     * @param nearest of them, the one that came closest (its text in {@code text})
     * @param text what the nearest one lacks, with numbers
     */
    public record Refusal(Veto.Filter filter, String subject, int nodes, NodeId nearest, String text) {}

    /**
     * A node that fits, as it stood before the placement.
     *
     * @param node which
     * @param branch its values of the spread labels, outermost first
     * @param branchTasks live tasks of the service in each of these branches, outermost first
     * @param ownTasks live tasks of the service there
     * @param allTasks live tasks of all services there
     * @param reservedPermille the fuller one of its two dimensions, 0..1000
     * @param given how many tasks of this placement it got
     */
    public record Candidate(
            NodeId node,
            List<String> branch,
            List<Integer> branchTasks,
            int ownTasks,
            int allTasks,
            int reservedPermille,
            int given) {
        public Candidate {
            branch = List.copyOf(branch);
            branchTasks = List.copyOf(branchTasks);
        }
    }
}
