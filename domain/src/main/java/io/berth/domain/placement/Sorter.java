package io.berth.domain.placement;

import io.berth.domain.fleet.IndexedNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Sorts nodes by the value of one label while they are drawn: as many leave the source as it takes to find the next one
 * with the value that is asked for. Not for use by several threads.
 */
final class Sorter {
    private final Iterator<IndexedNode> source;
    private final String label;
    private final Map<String, Lane> lanes = new HashMap<>();

    /** @param expected nodes by value of {@code label}; the source has no others, and may have fewer */
    Sorter(Iterator<IndexedNode> source, String label, Map<String, Integer> expected) {
        this.source = source;
        this.label = label;
        expected.forEach((value, nodes) -> lanes.put(value, new Lane(nodes)));
    }

    Map<String, Lane> lanes() {
        return lanes;
    }

    /** The nodes of one value, in the order of the source. */
    final class Lane implements Iterator<IndexedNode> {
        private final Deque<IndexedNode> waiting = new ArrayDeque<>();
        private int missing;

        private Lane(int nodes) {
            this.missing = nodes;
        }

        @Override
        public boolean hasNext() {
            while (waiting.isEmpty() && missing > 0 && source.hasNext()) {
                IndexedNode node = source.next();
                Lane lane = lanes.computeIfAbsent(ConstraintMatch.labelValue(node.view(), label), _ -> new Lane(0));
                lane.waiting.add(node);
                lane.missing--;
            }
            return !waiting.isEmpty();
        }

        @Override
        public IndexedNode next() {
            if (!hasNext()) {
                throw new NoSuchElementException("no more nodes have the value");
            }
            return waiting.remove();
        }
    }
}
