package io.berth.domain.fleet;

import io.berth.domain.resource.Resources;
import io.berth.domain.treap.Kind;
import io.berth.domain.treap.Treap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fleet sorted by some traits: nodes that are alike in them are one group, ordered by load. Immutable; follows a change
 * of a node in O(log n).
 */
public final class Lens {
    /** As many texts as are asked for come first, without regard to case, as constraints compare them. */
    private static final Comparator<NodeGroup> BY_VALUES = (a, b) -> {
        int sign = compare(a.values(), b.values(), String.CASE_INSENSITIVE_ORDER);
        return sign == 0 ? compare(a.values(), b.values(), Comparator.naturalOrder()) : sign;
    };

    private final Key key;
    private final Treap<IndexedNode, Kind.Nothing> fleet;
    private final Treap<NodeGroup, Kind.Nothing> groups;

    /**
     * What is asked for.
     *
     * @param order of the nodes that are alike, unless they are sorted by what they lack
     * @param need if it is there, nodes that lack something else of it are not alike, and the nearest come first
     */
    record Key(LoadOrder order, List<Trait> traits, Optional<Resources> need) {
        Key {
            traits = List.copyOf(traits);
        }

        private Comparator<IndexedNode> nodes() {
            return need.map(Key::nearest).orElse(order.ranks());
        }

        private static Comparator<IndexedNode> nearest(Resources need) {
            return Comparator.<IndexedNode>comparingDouble(node -> need.distanceTo(node.free()))
                    .thenComparing(IndexedNode.BY_ID);
        }

        private List<String> values(IndexedNode node) {
            List<String> values = new ArrayList<>(traits.size() + 1);
            for (Trait trait : traits) {
                values.add(trait.of(node.view()));
            }
            need.ifPresent(amount -> values.add(Lack.of(amount, node.free()).name()));
            return Collections.unmodifiableList(values);
        }
    }

    private Lens(Key key, Treap<IndexedNode, Kind.Nothing> fleet, Treap<NodeGroup, Kind.Nothing> groups) {
        this.key = key;
        this.fleet = fleet;
        this.groups = groups;
    }

    static Lens empty(Key key) {
        return new Lens(
                key,
                Treap.empty(Kind.plain(IndexedNode.BY_ID, node -> 0)),
                Treap.empty(Kind.plain(BY_VALUES, group -> group.values().hashCode())));
    }

    /** The same sight of another fleet. */
    @SuppressWarnings("ReferenceEquality") // Another fleet that is equal is looked through to no harm.
    Lens at(Treap<IndexedNode, Kind.Nothing> other) {
        if (fleet == other) {
            return this;
        }
        Map<List<String>, List<IndexedNode>> gone = new HashMap<>();
        Map<List<String>, List<IndexedNode>> come = new HashMap<>();
        fleet.changesTo(other, (old, now) -> {
            enter(gone, old);
            enter(come, now);
        });
        Treap<NodeGroup, Kind.Nothing> changed = groups;
        for (Map.Entry<List<String>, List<IndexedNode>> entry : gone.entrySet()) {
            List<IndexedNode> more = come.getOrDefault(entry.getKey(), List.of());
            changed = changed(changed, entry.getKey(), entry.getValue(), more);
        }
        for (Map.Entry<List<String>, List<IndexedNode>> entry : come.entrySet()) {
            if (!gone.containsKey(entry.getKey())) {
                changed = changed(changed, entry.getKey(), List.of(), entry.getValue());
            }
        }
        return new Lens(key, other, changed);
    }

    private void enter(Map<List<String>, List<IndexedNode>> byValues, Optional<IndexedNode> node) {
        node.ifPresent(one -> byValues.computeIfAbsent(key.values(one), _ -> new ArrayList<>(1))
                .add(one));
    }

    private Treap<NodeGroup, Kind.Nothing> changed(
            Treap<NodeGroup, Kind.Nothing> all, List<String> values, List<IndexedNode> gone, List<IndexedNode> come) {
        NodeGroup none = new NodeGroup(values, Treap.empty(Room.kind(key.nodes())));
        Treap<IndexedNode, Room> nodes =
                all.find(group -> BY_VALUES.compare(group, none)).orElse(none).nodes();
        for (IndexedNode node : gone) {
            nodes = nodes.without(node);
        }
        for (IndexedNode node : come) {
            nodes = nodes.with(node);
        }
        return nodes.size() == 0 ? all.without(none) : all.with(new NodeGroup(values, nodes));
    }

    /** All groups. */
    public Iterator<NodeGroup> groups() {
        return groups.all();
    }

    /** Groups whose first values are these, without regard to case. */
    public List<NodeGroup> groups(List<String> first) {
        List<NodeGroup> found = new ArrayList<>();
        Iterator<NodeGroup> walk = groups.from(group -> side(group, first));
        while (walk.hasNext()) {
            NodeGroup group = walk.next();
            if (side(group, first) != 0) {
                break;
            }
            found.add(group);
        }
        return found;
    }

    private static int side(NodeGroup group, List<String> first) {
        return compare(group.values().subList(0, first.size()), first, String.CASE_INSENSITIVE_ORDER);
    }

    private static int compare(List<String> a, List<String> b, Comparator<String> texts) {
        for (int i = 0; i < a.size(); i++) {
            int sign = texts.compare(a.get(i), b.get(i));
            if (sign != 0) {
                return sign;
            }
        }
        return 0;
    }
}
