package io.berth.domain.placement;

import io.berth.domain.fleet.LoadOrder;
import io.berth.domain.spec.PlacementSpec;
import io.berth.domain.treap.Kind;
import java.util.Comparator;

/**
 * The order among nodes of one branch that fit: fewest own tasks, then by load, then by distance on the ring of marks
 * from the point that the seed gives; so two services with different seeds start at different nodes.
 *
 * @param order by load
 * @param start the point on the ring
 */
record Ranking(LoadOrder order, long start) implements Comparator<Standing> {
    static Ranking of(PlacementSpec.Strategy strategy, long seed) {
        LoadOrder order = switch (strategy) {
            case SPREAD -> LoadOrder.EMPTIEST_FIRST;
            case BINPACK -> LoadOrder.FULLEST_FIRST;
        };
        return new Ranking(order, Kind.scramble(seed));
    }

    @Override
    public int compare(Standing a, Standing b) {
        if (a.ownTasks() != b.ownTasks()) {
            return Integer.compare(a.ownTasks(), b.ownTasks());
        }
        int load = order.compare(a.allTasks(), a.reservedPermille(), b.allTasks(), b.reservedPermille());
        if (load != 0) {
            return load;
        }
        int tie = Long.compareUnsigned(a.mark() - start, b.mark() - start);
        return tie == 0 ? a.node().compareTo(b.node()) : tie;
    }
}
