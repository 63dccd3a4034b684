package io.berth.http.plan;

import io.berth.domain.fleet.FleetView;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.resource.Resources;
import io.berth.domain.spec.TaskTemplate;
import java.util.HashMap;
import java.util.Map;

/** The fleet as it would be after tasks have come or gone, so that services of one plan do not take the same room. */
final class PlannedFleet {
    private PlannedFleet() {}

    /** With {@code tasks} more of a template on each node; fewer if the number is negative. */
    static FleetView with(FleetView fleet, String serviceUid, TaskTemplate template, Map<NodeId, Integer> tasks) {
        FleetView changed = fleet;
        for (Map.Entry<NodeId, Integer> entry : tasks.entrySet()) {
            var node = changed.node(entry.getKey());
            if (node.isPresent()) {
                changed = changed.with(with(node.get(), serviceUid, template.reserved(), entry.getValue()));
            }
        }
        return changed;
    }

    private static NodeView with(NodeView node, String serviceUid, Resources each, int tasks) {
        Resources change = new Resources(
                Math.multiplyExact(each.nanoCpus(), (long) tasks),
                Math.multiplyExact(each.memoryBytes(), (long) tasks));
        Resources reserved = node.reserved().plus(change);
        Map<String, Integer> byService = new HashMap<>(node.tasksByService());
        byService.merge(serviceUid, tasks, Integer::sum);
        byService.values().removeIf(count -> count <= 0);
        return new NodeView(
                node.id(),
                node.info(),
                node.labels(),
                node.availability(),
                node.liveness(),
                new Resources(Math.max(0, reserved.nanoCpus()), Math.max(0, reserved.memoryBytes())),
                node.hostPorts(),
                byService,
                Math.max(0, node.tasks() + tasks));
    }
}
