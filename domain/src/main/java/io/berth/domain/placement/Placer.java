package io.berth.domain.placement;

import io.berth.domain.fleet.FleetView;
import io.berth.domain.fleet.IndexedNode;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.resource.Resources;
import io.berth.domain.spec.PlacementSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Chooses nodes for tasks. The only place where nodes are chosen. Filters and order are those of Swarm's scheduler:
 * what does not fit is out; then branches of the spread labels are kept even, the outermost first; then nodes with the
 * fewest tasks of the service win, then those with the least load (or the most, by strategy).
 */
public final class Placer {
    private Placer() {}

    /** Why {@code node} cannot take one more task, or empty if it can. Nodes judge their own books with the same method. */
    public static Optional<Veto> check(NodeView node, PlacementRequest request) {
        Fit fit = new Fit(request);
        int own = request.ownTasks().getOrDefault(node.id(), 0);
        Contender contender = new Contender(IndexedNode.of(request.withSent(node)), own, request.serviceUid());
        return fit.refusing(contender).map(filter -> new Veto(filter, fit.text(filter, contender)));
    }

    /** What is missing of {@code need}, with numbers, or empty if it fits in {@code free}. */
    public static Optional<String> shortage(Resources need, Resources free) {
        return Optional.of(Fit.shortage(need, free)).filter(text -> !text.isEmpty());
    }

    /**
     * Places up to {@code count} tasks. The same input gives the same answer, whatever the order in which the fleet was
     * put together. Costs O(log n) for each task and each node that has tasks of the service or has just refused; once for
     * each kind of request (the labels, ports and so on that it asks for) and then for each node that has changed, the
     * nodes are sorted by that.
     *
     * @param count 0 or more
     * @param seed breaks ties among nodes that are alike
     */
    public static Placement place(FleetView fleet, PlacementRequest request, int count, long seed) {
        return new Planning(fleet, request, seed).place(count);
    }

    /**
     * The best of some candidates: the one to which {@link #place} gave its first task.
     *
     * @return empty only if there are none
     */
    public static Optional<Explanation.Candidate> best(
            List<Explanation.Candidate> candidates, PlacementSpec.Strategy strategy, long seed) {
        Ranking ranking = Ranking.of(strategy, seed);
        Comparator<Scored> order = (a, b) -> {
            int branches = Path.compare(a.candidate.branchTasks(), b.candidate.branchTasks());
            return branches == 0 ? ranking.compare(a, b) : branches;
        };
        return candidates.stream().map(Scored::new).min(order).map(Scored::candidate);
    }

    /** A candidate from a record, to be ranked again. */
    private record Scored(Explanation.Candidate candidate) implements Standing {
        @Override
        public NodeId node() {
            return candidate.node();
        }

        @Override
        public int ownTasks() {
            return candidate.ownTasks();
        }

        @Override
        public int allTasks() {
            return candidate.allTasks();
        }

        @Override
        public int reservedPermille() {
            return candidate.reservedPermille();
        }

        @Override
        public long mark() {
            return IndexedNode.mark(candidate.node());
        }
    }
}
