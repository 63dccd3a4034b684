package io.berth.domain.placement;

import io.berth.domain.fleet.NodeGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Sorts groups of nodes into the branches that the values of the spread labels make. */
final class Grouping {
    private final Map<String, Grouping> inner = new LinkedHashMap<>();
    private final List<NodeGroup> nodes = new ArrayList<>();
    private int tasks;

    /** @param path values of the spread labels, outermost first */
    void add(List<String> path, NodeGroup group) {
        leaf(path).nodes.add(group);
    }

    void addTasks(List<String> path, int count) {
        leaf(path).tasks += count;
    }

    private Grouping leaf(List<String> path) {
        Grouping at = this;
        for (String value : path) {
            at = at.inner.computeIfAbsent(value, _ -> new Grouping());
        }
        return at;
    }

    Branch branch(Ranking ranking, Function<List<NodeGroup>, Pool> pool) {
        if (inner.isEmpty()) {
            return new Branch.Leaf(pool.apply(nodes), tasks);
        }
        Map<String, Branch> children = new LinkedHashMap<>();
        inner.forEach((value, group) -> children.put(value, group.branch(ranking, pool)));
        return new Branch.Fork(children, ranking);
    }
}
