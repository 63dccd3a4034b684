package io.berth.domain.placement;

import io.berth.domain.fleet.IndexedNode;
import io.berth.domain.fleet.NodeView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Sorts nodes into the branches that the values of the spread labels make. */
final class Grouping {
    private final List<String> labels;
    private final Map<String, Grouping> inner = new LinkedHashMap<>();
    private final List<IndexedNode> nodes = new ArrayList<>();
    private int tasks;

    /** @param labels still to be asked for, outermost first */
    Grouping(List<String> labels) {
        this.labels = labels;
    }

    void add(IndexedNode node) {
        leaf(node.view()).nodes.add(node);
    }

    void addTasks(NodeView view, int count) {
        leaf(view).tasks += count;
    }

    private Grouping leaf(NodeView view) {
        Grouping at = this;
        while (!at.labels.isEmpty()) {
            List<String> rest = at.labels.subList(1, at.labels.size());
            at = at.inner.computeIfAbsent(
                    ConstraintMatch.labelValue(view, at.labels.getFirst()), _ -> new Grouping(rest));
        }
        return at;
    }

    Branch branch(Ranking ranking, Function<List<IndexedNode>, Pool> pool) {
        if (labels.isEmpty()) {
            return new Branch.Leaf(pool.apply(nodes), tasks);
        }
        Map<String, Branch> children = new LinkedHashMap<>();
        inner.forEach((value, group) -> children.put(value, group.branch(ranking, pool)));
        return new Branch.Fork(children, ranking);
    }
}
