package io.berth.domain.fleet;

import io.berth.domain.resource.Resources;
import io.berth.domain.treap.Treap;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** Nodes that are alike in the traits that were asked for; at least one. Immutable. */
public final class NodeGroup {
    private final List<String> values;
    private final Treap<IndexedNode, Room> nodes;

    NodeGroup(List<String> values, Treap<IndexedNode, Room> nodes) {
        this.values = values;
        this.nodes = nodes;
    }

    /** Of the traits. */
    public List<String> values() {
        return values;
    }

    public int size() {
        return nodes.size();
    }

    Treap<IndexedNode, Room> nodes() {
        return nodes;
    }

    /** The first by id; what holds of it and has to do with the traits only holds of all. */
    public IndexedNode first() {
        return nodes.summary().orElseThrow().first();
    }

    /** The first in the order of the lens. */
    public IndexedNode head() {
        return nodes.all().next();
    }

    public Census census(Resources need) {
        return Census.of(nodes, need);
    }

    /**
     * Nodes in {@code order}; lazy, so that taking the first few costs O(log n). Nodes of equal load come by their marks,
     * from {@code start} on and around.
     *
     * @param groups of a lens of that order
     * @param need nodes that have not so much free may be left out
     */
    public static Iterator<IndexedNode> offers(List<NodeGroup> groups, LoadOrder order, long start, Resources need) {
        return switch (groups.size()) {
            case 0 -> Collections.emptyIterator();
            case 1 -> new Offers(groups.getFirst().nodes, order, start, need);
            default ->
                new Merge(
                        groups.stream()
                                .map(group -> new Offers(group.nodes, order, start, need))
                                .toList(),
                        order,
                        start);
        };
    }
}
