package io.berth.domain.fleet;

import io.berth.domain.resource.Resources;
import io.berth.domain.treap.Kind;
import java.util.Comparator;

/**
 * What is free on some nodes.
 *
 * @param mostCpu the node with the most processor time free, of several the first by id
 * @param leastCpu the least that is free on any of them
 * @param mostMemory the node with the most memory free, of several the first by id
 * @param leastMemory the least that is free on any of them
 * @param first of the nodes by id
 */
record Room(IndexedNode mostCpu, long leastCpu, IndexedNode mostMemory, long leastMemory, IndexedNode first) {
    private static final Comparator<IndexedNode> MOST_CPU = Comparator.<IndexedNode>comparingLong(
                    node -> -node.free().nanoCpus())
            .thenComparing(IndexedNode.BY_ID);
    private static final Comparator<IndexedNode> MOST_MEMORY = Comparator.<IndexedNode>comparingLong(
                    node -> -node.free().memoryBytes())
            .thenComparing(IndexedNode.BY_ID);

    static Kind<IndexedNode, Room> kind(Comparator<IndexedNode> order) {
        return new Kind<>(order, IndexedNode::mark, Room::of, Room::merged);
    }

    private static Room of(IndexedNode node) {
        return new Room(node, node.free().nanoCpus(), node, node.free().memoryBytes(), node);
    }

    private static Room merged(Room a, Room b) {
        return new Room(
                MOST_CPU.compare(a.mostCpu, b.mostCpu) <= 0 ? a.mostCpu : b.mostCpu,
                Math.min(a.leastCpu, b.leastCpu),
                MOST_MEMORY.compare(a.mostMemory, b.mostMemory) <= 0 ? a.mostMemory : b.mostMemory,
                Math.min(a.leastMemory, b.leastMemory),
                IndexedNode.first(a.first, b.first));
    }

    /** The most of each dimension, perhaps on different nodes. */
    Resources most() {
        return new Resources(mostCpu.free().nanoCpus(), mostMemory.free().memoryBytes());
    }

    /** The least of each dimension, perhaps on different nodes. */
    Resources least() {
        return new Resources(leastCpu, leastMemory);
    }

    /** Whether one of the nodes may have so much free. */
    boolean mayHold(Resources need) {
        return !need.lacksCpu(mostCpu.free().nanoCpus())
                && !need.lacksMemory(mostMemory.free().memoryBytes());
    }
}
