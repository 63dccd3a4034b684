package io.berth.domain.fleet;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Queue;

/** Several offers as one, in the same order. */
final class Merge implements Iterator<IndexedNode> {
    private final Queue<Offers> heads;

    Merge(List<Offers> offers, LoadOrder order, long start) {
        Comparator<IndexedNode> nodes = order.loads()
                .thenComparing((a, b) -> Long.compareUnsigned(a.mark() - start, b.mark() - start))
                .thenComparing(IndexedNode.BY_ID);
        this.heads = new PriorityQueue<>((a, b) -> nodes.compare(a.peek(), b.peek()));
        offers.stream().filter(Offers::hasNext).forEach(heads::add);
    }

    @Override
    public boolean hasNext() {
        return !heads.isEmpty();
    }

    @Override
    public IndexedNode next() {
        Offers first = heads.poll();
        if (first == null) {
            throw new NoSuchElementException("all nodes were offered");
        }
        IndexedNode next = first.next();
        if (first.hasNext()) {
            heads.add(first);
        }
        return next;
    }
}
