package io.berth.domain.fleet;

import io.berth.domain.resource.Resources;
import io.berth.domain.treap.Treap;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        for (Lack lack : census.counts.keySet()) {
            Search search = census.new Search(lack);
            nodes.visit(search);
            Optional.ofNullable(search.best).ifPresent(node -> census.nearest.put(lack, node));
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

    /** Counts. */
    private final class Counting implements Treap.Visitor<IndexedNode, Room> {
        @Override
        public boolean isEnough(Room room, int nodes) {
            Lack lack = Lack.of(need, room.most());
            boolean isSame = lack == Lack.of(need, room.least());
            if (isSame) {
                counts.merge(lack, nodes, Integer::sum);
            }
            return isSame;
        }

        @Override
        public void one(IndexedNode node) {
            counts.merge(Lack.of(need, node.free()), 1, Integer::sum);
        }
    }

    /** Looks for the nearest node, where it may be nearest first. */
    private final class Search implements Treap.Visitor<IndexedNode, Room> {
        private final Lack lack;
        private @Nullable IndexedNode best;
        private double distance = Double.POSITIVE_INFINITY;

        Search(Lack lack) {
            this.lack = lack;
        }

        @Override
        public boolean isEnough(Room room, int nodes) {
            return !mayHold(room) || !isBetter(need.distanceTo(room.most()), room.first());
        }

        /** Whether some node lacks no more than is looked for, and some no less. */
        private boolean mayHold(Room room) {
            boolean hasCpu = !need.lacksCpu(room.mostCpu());
            boolean hasMemory = !need.lacksMemory(room.mostMemory());
            boolean lacksCpu = need.lacksCpu(room.leastCpu());
            boolean lacksMemory = need.lacksMemory(room.leastMemory());
            return switch (lack) {
                case NOTHING -> hasCpu && hasMemory;
                case CPU -> lacksCpu && hasMemory;
                case MEMORY -> hasCpu && lacksMemory;
                case BOTH -> lacksCpu && lacksMemory;
            };
        }

        private boolean isBetter(double other, IndexedNode node) {
            return best == null
                    || other < distance
                    || (other == distance
                            && node.view().id().compareTo(best.view().id()) < 0);
        }

        @Override
        public void one(IndexedNode node) {
            double there = need.distanceTo(node.free());
            if (Lack.of(need, node.free()) == lack && isBetter(there, node)) {
                best = node;
                distance = there;
            }
        }

        @Override
        public boolean isBetter(Room one, Room other) {
            return need.distanceTo(one.most()) < need.distanceTo(other.most());
        }
    }
}
