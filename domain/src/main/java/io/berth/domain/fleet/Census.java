package io.berth.domain.fleet;

import io.berth.domain.resource.Resources;
import io.berth.domain.treap.Treap;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many of some nodes have enough free for a task, and which comes nearest of those that have not. Parts of which
 * all lack the same are counted at once. Not for use by several threads.
 */
public final class Census {
    private final Resources need;
    private final Map<Lack, Integer> counts = new EnumMap<>(Lack.class);
    private final Map<Lack, IndexedNode> nearest = new EnumMap<>(Lack.class);

    private Census(Resources need) {
        this.need = need;
    }

    static Census of(Treap<IndexedNode, Room> nodes, Resources need) {
        Census census = new Census(need);
        nodes.visit(census.new Counting());
        if (census.counts.containsKey(Lack.BOTH)) {
            nodes.visit(census.new Search());
        }
        return census;
    }

    /** Nodes that lack just this. */
    public int count(Lack lack) {
        return counts.getOrDefault(lack, 0);
    }

    /** The one of them that lacks least, of several the first by id. */
    public Optional<IndexedNode> nearest(Lack lack) {
        return Optional.ofNullable(nearest.get(lack));
    }

    private void offer(Lack lack, IndexedNode node) {
        nearest.merge(
                lack,
                node,
                (best, other) -> isNearer(best, distance(other), other.view().id()) ? other : best);
    }

    private boolean isNearer(IndexedNode best, double distance, NodeId node) {
        int nearer = Double.compare(distance, distance(best));
        return nearer < 0 || (nearer == 0 && node.compareTo(best.view().id()) < 0);
    }

    private double distance(IndexedNode node) {
        return need.distanceTo(node.free());
    }

    /** Counts, and finds the nearest by the way if only one dimension says which that is. */
    private final class Counting implements Treap.Visitor<IndexedNode, Room> {
        @Override
        public boolean isEnough(Room room, int nodes) {
            Lack lack = Lack.of(need, room.most());
            if (lack != Lack.of(need, room.least())) {
                return false;
            }
            counts.merge(lack, nodes, Integer::sum);
            switch (lack) {
                case NOTHING -> offer(lack, room.first());
                case CPU -> offer(lack, room.mostCpu());
                case MEMORY -> offer(lack, room.mostMemory());
                case BOTH -> {}
            }
            return true;
        }

        @Override
        public void one(IndexedNode node) {
            Lack lack = Lack.of(need, node.free());
            counts.merge(lack, 1, Integer::sum);
            offer(lack, node);
        }
    }

    /** Looks for the nearest node that lacks both, where it may be nearest first. */
    private final class Search implements Treap.Visitor<IndexedNode, Room> {
        @Override
        public boolean isEnough(Room room, int nodes) {
            if (Lack.of(need, room.least()) != Lack.BOTH) {
                return true;
            }
            IndexedNode best = nearest.get(Lack.BOTH);
            // As near as the most of both can only be one that has the most of both.
            NodeId first = room.mostCpu().view().id();
            NodeId other = room.mostMemory().view().id();
            return best != null
                    && !isNearer(best, need.distanceTo(room.most()), first.compareTo(other) < 0 ? other : first);
        }

        @Override
        public void one(IndexedNode node) {
            if (Lack.of(need, node.free()) == Lack.BOTH) {
                offer(Lack.BOTH, node);
            }
        }

        @Override
        public boolean isBetter(Room one, Room other) {
            return need.distanceTo(one.most()) < need.distanceTo(other.most());
        }
    }
}
