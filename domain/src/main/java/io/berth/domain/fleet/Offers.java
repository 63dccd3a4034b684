package io.berth.domain.fleet;

import io.berth.domain.resource.Resources;
import io.berth.domain.treap.Treap;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Nodes in the order of their load; those of equal load as they stand on a ring of marks, from {@code start} on and
 * around. Lazy: taking the first k of n nodes costs O(k log n).
 */
final class Offers implements Iterator<IndexedNode> {
    private final Treap<IndexedNode, Room> tree;
    private final Comparator<IndexedNode> loads;
    private final long start;
    private final Resources need;
    /** Nodes from the next load on; only its first one is looked at unless it is the only one of its load. */
    private Iterator<IndexedNode> further;

    private @Nullable IndexedNode first;
    /** Nodes of the present load, of the upper or the lower arc of the ring. */
    private Iterator<IndexedNode> arc;

    private @Nullable IndexedNode load;
    private boolean isUpperArc;
    private @Nullable IndexedNode head;

    Offers(Treap<IndexedNode, Room> tree, LoadOrder order, long start, Resources need) {
        this.tree = tree;
        this.loads = order.loads();
        this.start = start;
        this.need = need;
        this.further = walk(any -> 0);
        this.first = after(further);
        this.arc = further;
        this.head = advance();
    }

    @Override
    public boolean hasNext() {
        return head != null;
    }

    @Override
    public IndexedNode next() {
        IndexedNode next = peek();
        head = advance();
        return next;
    }

    /** The next one, which stays there. */
    IndexedNode peek() {
        IndexedNode next = head;
        if (next == null) {
            throw new NoSuchElementException("all nodes were offered");
        }
        return next;
    }

    private @Nullable IndexedNode advance() {
        IndexedNode onRing = load == null ? null : onRing(load);
        return onRing == null ? nextLoad() : onRing;
    }

    /** The next node of the load of {@code group}, or null after the last one. */
    private @Nullable IndexedNode onRing(IndexedNode group) {
        IndexedNode next = after(arc);
        boolean sameLoad = next != null && loads.compare(next, group) == 0;
        if (isUpperArc) {
            if (sameLoad) {
                return next;
            }
            isUpperArc = false;
            arc = walk(node -> loads.compare(node, group));
            return onRing(group);
        }
        if (next != null && sameLoad && Long.compareUnsigned(next.mark(), start) < 0) {
            return next;
        }
        load = null;
        further = walk(node -> loads.compare(node, group) > 0 ? 0 : -1);
        first = after(further);
        return null;
    }

    private @Nullable IndexedNode nextLoad() {
        IndexedNode group = first;
        if (group == null) {
            return null;
        }
        first = after(further);
        if (first == null || loads.compare(first, group) != 0) {
            return group;
        }
        load = group;
        isUpperArc = true;
        arc = walk(node -> sideOnRing(node, group));
        return onRing(group);
    }

    private int sideOnRing(IndexedNode node, IndexedNode group) {
        int side = loads.compare(node, group);
        return side == 0 ? Long.compareUnsigned(node.mark(), start) : side;
    }

    private Iterator<IndexedNode> walk(ToIntFunction<IndexedNode> side) {
        return tree.from(side, room -> room.mayHold(need));
    }

    private static @Nullable IndexedNode after(Iterator<IndexedNode> walk) {
        return walk.hasNext() ? walk.next() : null;
    }
}
