package io.berth.domain.fleet;

import io.berth.domain.resource.Resources;
import io.berth.domain.treap.Kind;
import io.berth.domain.treap.Treap;
import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * All nodes as one member knows them. Immutable; may be a moment old, so nodes have the last word. A changed copy costs
 * O(log n) and shares the rest.
 */
public final class FleetView {
    public static final FleetView EMPTY =
            new FleetView(Treap.empty(Kind.plain(IndexedNode.BY_ID, IndexedNode::mark)), new Lenses());

    private final Treap<IndexedNode, Kind.Nothing> all;
    private final Lenses lenses;

    private FleetView(Treap<IndexedNode, Kind.Nothing> all, Lenses lenses) {
        this.all = all;
        this.lenses = lenses;
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
        // What began as nothing has nothing in common with another fleet that did.
        return new FleetView(all.with(IndexedNode.of(view)), all.size() == 0 ? new Lenses() : lenses);
    }

    public FleetView without(NodeId id) {
        return indexed(id).map(node -> new FleetView(all.without(node), lenses)).orElse(this);
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
     * The nodes sorted by some traits. The first time it costs O(n log n), later O(log n) for each node that has changed
     * since the last time.
     *
     * @param order of the nodes that are alike
     */
    public Lens lens(LoadOrder order, List<Trait> traits) {
        return lenses.lens(new Lens.Key(order, traits, Optional.empty()), all);
    }

    /**
     * The nodes sorted by some traits and by what they lack of {@code need}; those that lack the same come nearest first.
     * Empty when it is asked for the first time: who asks once is better off with a {@link Census}, at O(n).
     */
    public Optional<Lens> lensByLack(List<Trait> traits, Resources need) {
        return lenses.lensIfAskedBefore(new Lens.Key(LoadOrder.EMPTIEST_FIRST, traits, Optional.of(need)), all);
    }

    private Optional<IndexedNode> indexed(NodeId id) {
        return all.find(node -> node.view().id().compareTo(id));
    }
}
