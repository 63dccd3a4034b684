package io.berth.domain.placement;

import io.berth.domain.placement.Veto.Filter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts refusals by filter and subject, and keeps the node that came nearest. Not for use by several threads. */
final class Refusals {
    private static final Comparator<Explanation.Refusal> MOST_FIRST = Comparator.comparingInt(
                    Explanation.Refusal::nodes)
            .reversed()
            .thenComparing(Explanation.Refusal::filter)
            .thenComparing(Explanation.Refusal::subject);

    /** What nodes have in common that are counted together. */
    private record Ground(Filter filter, String subject) {}

    /** The nodes of one ground. */
    private static final class Count {
        private int nodes;
        private Contender nearest;
        private double distance;

        Count(Contender first, double distance) {
            this.nearest = first;
            this.distance = distance;
        }
    }

    private final Fit fit;
    private final Map<Ground, Count> counts = new HashMap<>();

    Refusals(Fit fit) {
        this.fit = fit;
    }

    void add(Filter filter, Contender node) {
        add(filter, node, 1);
    }

    /** @param nodes that are refused for the same, {@code node} the nearest of them */
    void add(Filter filter, Contender node, int nodes) {
        double distance = fit.distance(filter, node);
        Count count =
                counts.computeIfAbsent(new Ground(filter, fit.subject(filter, node)), _ -> new Count(node, distance));
        count.nodes += nodes;
        int nearer = Double.compare(distance, count.distance);
        if (nearer < 0 || (nearer == 0 && node.node().compareTo(count.nearest.node()) < 0)) {
            count.nearest = node;
            count.distance = distance;
        }
    }

    List<Explanation.Refusal> list() {
        return counts.entrySet().stream()
                .map(entry -> refusal(entry.getKey(), entry.getValue()))
                .sorted(MOST_FIRST)
                .toList();
    }

    private Explanation.Refusal refusal(Ground ground, Count count) {
        return new Explanation.Refusal(
                ground.filter,
                ground.subject,
                count.nodes,
                count.nearest.node(),
                fit.text(ground.filter, count.nearest));
    }
}
