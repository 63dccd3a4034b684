package io.berth.domain.fleet;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** How many nodes have each value of each label. Immutable; a change of a node's labels costs O(labels x log n). */
final class LabelIndex {
    static final String NODE_LABELS = "node.labels.";
    static final String ENGINE_LABELS = "engine.labels.";

    /** Nodes with one value of one label. */
    private record Count(String key, String value, int nodes) {}

    static final LabelIndex EMPTY = new LabelIndex(Treap.empty(new Treap.Kind<>(
            Comparator.comparing(Count::key).thenComparing(Count::value),
            count -> IndexedNode.mark(new NodeId(count.key + "=" + count.value)),
            _ -> 0,
            _ -> 0)));

    private final Treap<Count> counts;

    private LabelIndex(Treap<Count> counts) {
        this.counts = counts;
    }

    /** With {@code node} in the place of {@code old}. */
    LabelIndex changed(Optional<NodeView> old, Optional<NodeView> node) {
        Optional<Map<String, String>> labels = node.map(NodeView::labels);
        Optional<Map<String, String>> engineLabels =
                node.map(view -> view.info().engineLabels());
        if (old.map(NodeView::labels).equals(labels)
                && old.map(view -> view.info().engineLabels()).equals(engineLabels)) {
            return this;
        }
        LabelIndex without = old.map(view -> moved(view, -1)).orElse(this);
        return node.map(view -> without.moved(view, 1)).orElse(without);
    }

    private LabelIndex moved(NodeView view, int by) {
        Treap<Count> moved = moved(counts, NODE_LABELS, view.labels(), by);
        return new LabelIndex(moved(moved, ENGINE_LABELS, view.info().engineLabels(), by));
    }

    private static Treap<Count> moved(Treap<Count> counts, String prefix, Map<String, String> labels, int by) {
        Treap<Count> moved = counts;
        for (Map.Entry<String, String> label : labels.entrySet()) {
            String key = prefix + label.getKey();
            int nodes = by
                    + moved.find(count -> compare(count, key, label.getValue()))
                            .map(Count::nodes)
                            .orElse(0);
            Count count = new Count(key, label.getValue(), nodes);
            moved = nodes == 0 ? moved.without(count) : moved.with(count);
        }
        return moved;
    }

    /** Nodes by value; what is missing to {@code all} has the empty value. */
    Map<String, Integer> values(String key, int all) {
        Map<String, Integer> values = new HashMap<>();
        int rest = all;
        Iterator<Count> walk = counts.from(count -> compare(count, key, ""), Long.MIN_VALUE, Long.MIN_VALUE);
        while (walk.hasNext()) {
            Count count = walk.next();
            if (!count.key.equals(key)) {
                break;
            }
            values.put(count.value, count.nodes);
            rest -= count.nodes;
        }
        if (rest > 0) {
            values.merge("", rest, Integer::sum);
        }
        return values;
    }

    private static int compare(Count count, String key, String value) {
        int sign = count.key.compareTo(key);
        return sign == 0 ? count.value.compareTo(value) : sign;
    }
}
