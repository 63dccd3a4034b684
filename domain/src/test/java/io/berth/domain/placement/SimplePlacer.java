package io.berth.domain.placement;

import io.berth.domain.fleet.IndexedNode;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.resource.Resources;
import io.berth.domain.spec.PlacementSpec;
import io.berth.domain.task.HostPort;
import io.berth.domain.treap.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Placement as one would say it: every task looks at every node. The measure for the one that is fast. */
final class SimplePlacer {
    private SimplePlacer() {}

    static List<NodeId> place(List<NodeView> nodes, PlacementRequest request, int count, long seed) {
        List<NodeView> working = new ArrayList<>(nodes);
        Map<NodeId, Integer> own = new HashMap<>(request.ownTasks());
        working.replaceAll(view -> withUnseen(view, request));
        List<NodeId> chosen = new ArrayList<>();
        for (int task = 0; task < count; task++) {
            PlacementRequest now = new RequestFixture(request).own(own).request();
            Optional<NodeView> best = working.stream()
                    .filter(view -> Placer.check(view, now).isEmpty())
                    .min(order(working, now, seed));
            if (best.isEmpty()) {
                break;
            }
            chosen.add(best.get().id());
            own.merge(best.get().id(), 1, Integer::sum);
            working.replaceAll(view -> view.id().equals(best.get().id()) ? taking(view, request) : view);
        }
        return chosen;
    }

    /** Every node's refusal after these tasks were given. */
    static List<Explanation.Refusal> refusals(List<NodeView> nodes, PlacementRequest request, List<NodeId> given) {
        Fit fit = new Fit(request);
        Refusals refusals = new Refusals(fit);
        for (NodeView view : nodes) {
            int own = request.ownTasks().getOrDefault(view.id(), 0);
            Contender node = new Contender(IndexedNode.of(request.withSent(view)), own, request.serviceUid());
            given.stream().filter(view.id()::equals).forEach(_ -> node.give(request.reserved()));
            fit.refusing(node).ifPresent(filter -> refusals.add(filter, node));
        }
        return refusals.list();
    }

    /** What the service has sent there takes its place, whether the node's books show it or not. */
    private static NodeView withUnseen(NodeView view, PlacementRequest request) {
        int own = request.ownTasks().getOrDefault(view.id(), 0);
        NodeView full = view;
        while (full.tasksByService().getOrDefault(request.serviceUid(), 0) < own) {
            full = taking(full, request);
        }
        return full;
    }

    private static Comparator<NodeView> order(List<NodeView> nodes, PlacementRequest request, long seed) {
        Comparator<NodeView> order = Comparator.comparingInt(_ -> 0);
        List<String> labels = new ArrayList<>();
        for (String label : request.placement().spread()) {
            if (label.contains(".labels.")) {
                labels.add(label);
                List<String> path = List.copyOf(labels);
                order = order.thenComparingInt(view -> nodes.stream()
                        .filter(other ->
                                path.stream().allMatch(key -> value(view, key).equals(value(other, key))))
                        .mapToInt(other -> request.ownTasks().getOrDefault(other.id(), 0))
                        .sum());
            }
        }
        order = order.thenComparingInt(view -> request.ownTasks().getOrDefault(view.id(), 0));
        Comparator<NodeView> permille = Comparator.comparingInt(
                view -> IndexedNode.permille(view.reserved(), view.info().capacity()));
        Comparator<NodeView> tasks = Comparator.comparingInt(NodeView::tasks);
        order = request.placement().strategy() == PlacementSpec.Strategy.SPREAD
                ? order.thenComparing(tasks).thenComparing(permille)
                : order.thenComparing(permille.reversed()).thenComparing(tasks.reversed());
        return order.thenComparing(view -> IndexedNode.mark(view.id()) - Kind.scramble(seed), Long::compareUnsigned);
    }

    private static String value(NodeView view, String key) {
        return ConstraintMatch.trait(key).orElseThrow().of(view);
    }

    private static NodeView taking(NodeView view, PlacementRequest request) {
        Map<String, Integer> byService = new HashMap<>(view.tasksByService());
        byService.merge(request.serviceUid(), 1, Integer::sum);
        Set<HostPort> ports = new HashSet<>(view.hostPorts());
        request.hostPorts().forEach(port -> ports.add(new HostPort(port.protocol(), 0, port.published())));
        Resources reserved = view.reserved().plus(request.reserved());
        return new NodeView(
                view.id(),
                view.info(),
                view.labels(),
                view.availability(),
                view.liveness(),
                reserved,
                ports,
                byService,
                view.tasks() + 1);
    }
}
