package io.berth.domain.fleet;

import io.berth.domain.resource.Resources;
import io.berth.domain.treap.Kind;
import java.util.Comparator;

/**
 * What is free on some nodes: the most and the least of each dimension, perhaps on different ones.
 *
 * @param first of the nodes by id
 */
record Room(long mostCpu, long leastCpu, long mostMemory, long leastMemory, IndexedNode first) {
    static Kind<IndexedNode, Room> kind(Comparator<IndexedNode> order) {
        return new Kind<>(order, IndexedNode::mark, Room::of, Room::merged);
    }

    private static Room of(IndexedNode node) {
        long cpu = node.free().nanoCpus();
        long memory = node.free().memoryBytes();
        return new Room(cpu, cpu, memory, memory, node);
    }

    private static Room merged(Room a, Room b) {
        return new Room(
                Math.max(a.mostCpu, b.mostCpu),
                Math.min(a.leastCpu, b.leastCpu),
                Math.max(a.mostMemory, b.mostMemory),
                Math.min(a.leastMemory, b.leastMemory),
                IndexedNode.first(a.first, b.first));
    }

    Resources most() {
        return new Resources(mostCpu, mostMemory);
    }

    Resources least() {
        return new Resources(leastCpu, leastMemory);
    }

    /** Whether one of the nodes may have so much free. */
    boolean mayHold(Resources need) {
        return !need.lacksCpu(mostCpu) && !need.lacksMemory(mostMemory);
    }
}
