package io.berth.domain.fleet;

import io.berth.domain.resource.Resources;
import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * All nodes as one member knows them. Immutable; may be a moment old, so nodes have the last word. A changed copy costs
 * O(log n) and shares the rest.
 */
public final class FleetView {
    private static final Comparator<IndexedNode> BY_ID =
            Comparator.comparing(node -> node.view().id());
    public static final FleetView EMPTY = new FleetView(
            Treap.empty(kind(BY_ID)),
            Treap.empty(kind(ranked(LoadOrder.EMPTIEST_FIRST))),
            Treap.empty(kind(ranked(LoadOrder.FULLEST_FIRST))),
            LabelIndex.EMPTY);

    private final Treap<IndexedNode> all;
    private final Treap<IndexedNode> emptiest;
    private final Treap<IndexedNode> fullest;
    private final LabelIndex labels;

    private FleetView(
            Treap<IndexedNode> all, Treap<IndexedNode> emptiest, Treap<IndexedNode> fullest, LabelIndex labels) {
        this.all = all;
        this.emptiest = emptiest;
        this.fullest = fullest;
        this.labels = labels;
    }

    /** Of two views of the same node the later one counts. */
    public static FleetView of(Collection<NodeView> views) {
        FleetView fleet = EMPTY;
        for (NodeView view : views) {
            fleet = fleet.with(view);
        }
        return fleet;
    }

    public FleetView with(NodeView view) {
        Optional<IndexedNode> old = indexed(view.id());
        LabelIndex newLabels = labels.changed(
                old.map(IndexedNode::view).filter(NodeView::isOpen),
                Optional.of(view).filter(NodeView::isOpen));
        FleetView others = old.map(node -> less(node, newLabels)).orElse(this);
        IndexedNode node = IndexedNode.of(view);
        return view.isOpen()
                ? new FleetView(others.all.with(node), others.emptiest.with(node), others.fullest.with(node), newLabels)
                : new FleetView(others.all.with(node), others.emptiest, others.fullest, newLabels);
    }

    public FleetView without(NodeId id) {
        return indexed(id)
                .map(node ->
                        less(node, labels.changed(Optional.of(node.view()).filter(NodeView::isOpen), Optional.empty())))
                .orElse(this);
    }

    private FleetView less(IndexedNode node, LabelIndex newLabels) {
        return new FleetView(all.without(node), emptiest.without(node), fullest.without(node), newLabels);
    }

    public Optional<NodeView> node(NodeId id) {
        return indexed(id).map(IndexedNode::view);
    }

    /** All nodes by id. */
    public Collection<NodeView> nodes() {
        return new AbstractCollection<>() {
            @Override
            public Iterator<NodeView> iterator() {
                Iterator<IndexedNode> walk = all.all();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return walk.hasNext();
                    }

                    @Override
                    public NodeView next() {
                        return walk.next().view();
                    }
                };
            }

            @Override
            public int size() {
                return all.size();
            }
        };
    }

    public int size() {
        return all.size();
    }

    /** All nodes by id. */
    public Iterator<IndexedNode> indexed() {
        return all.all();
    }

    /**
     * Nodes that take new tasks, in {@code order}; lazy, so that taking the first few costs O(log n). Nodes of equal load
     * come by their marks, from {@code start} on and around.
     *
     * @param need nodes that have not so much free may be left out
     */
    public Iterator<IndexedNode> open(LoadOrder order, long start, Resources need) {
        return switch (order) {
            case EMPTIEST_FIRST -> new Offers(emptiest, order, start, need);
            case FULLEST_FIRST -> new Offers(fullest, order, start, need);
        };
    }

    /**
     * How many nodes that take new tasks have each value of a label; nodes without it count for the empty value.
     *
     * @param key such as {@code node.labels.zone} or {@code engine.labels.disk}, prefixes in lower case
     */
    public Map<String, Integer> openByLabel(String key) {
        return labels.values(key, emptiest.size());
    }

    private Optional<IndexedNode> indexed(NodeId id) {
        return all.find(node -> node.view().id().compareTo(id));
    }

    private static Comparator<IndexedNode> ranked(LoadOrder order) {
        return order.loads()
                .thenComparing((a, b) -> Long.compareUnsigned(a.mark(), b.mark()))
                .thenComparing(BY_ID);
    }

    private static Treap.Kind<IndexedNode> kind(Comparator<IndexedNode> comparator) {
        return new Treap.Kind<>(
                comparator,
                node -> IndexedNode.scramble(node.mark()),
                node -> node.view().free().nanoCpus(),
                node -> node.view().free().memoryBytes());
    }
}
