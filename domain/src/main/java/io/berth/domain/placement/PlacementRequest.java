package io.berth.domain.placement;

import io.berth.domain.fleet.FleetView;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.resource.Resources;
import io.berth.domain.spec.PlacementSpec;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.task.HostPort;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one service asks of placement.
 *
 * @param serviceUid whose tasks are placed
 * @param reserved what each task needs
 * @param placement where tasks may go
 * @param hostPorts ports that each task takes on its node (mode {@code HOST}, published other than 0)
 * @param runtime that the node must have, empty for any
 * @param ownTasks live tasks by node as the service itself knows them, which is fresher than the fleet view
 * @param excluded nodes that have just refused
 */
public record PlacementRequest(
        String serviceUid,
        Resources reserved,
        PlacementSpec placement,
        List<PortSpec> hostPorts,
        String runtime,
        Map<NodeId, Integer> ownTasks,
        Set<NodeId> excluded) {
    public PlacementRequest {
        hostPorts = List.copyOf(hostPorts);
        ownTasks = Map.copyOf(ownTasks);
        excluded = Set.copyOf(excluded);
    }

    /** What tasks of a template ask, with ports of mode {@code HOST} as those that they take on their nodes. */
    public static PlacementRequest of(
            String serviceUid,
            TaskTemplate template,
            List<PortSpec> ports,
            Map<NodeId, Integer> ownTasks,
            Set<NodeId> excluded) {
        List<PortSpec> hostPorts = ports.stream()
                .filter(port -> port.mode() == PortSpec.PublishMode.HOST && port.published() != 0)
                .toList();
        return new PlacementRequest(
                serviceUid,
                template.reserved(),
                template.placement(),
                hostPorts,
                template.runtime(),
                ownTasks,
                excluded);
    }

    /** The fleet with all that this service has sent to nodes whose books, as they were last seen, do not show it yet. */
    FleetView withSent(FleetView fleet) {
        FleetView full = fleet;
        for (NodeId id : ownTasks.keySet()) {
            Optional<NodeView> sent =
                    fleet.node(id).filter(view -> unseen(view) > 0).map(this::withSent);
            full = sent.isPresent() ? full.with(sent.get()) : full;
        }
        return full;
    }

    /** The node with all that this service has sent there: what the books do not show yet takes its place too. */
    NodeView withSent(NodeView view) {
        int unseen = unseen(view);
        if (unseen <= 0) {
            return view;
        }
        Map<String, Integer> byService = new HashMap<>(view.tasksByService());
        byService.merge(serviceUid, unseen, Integer::sum);
        Set<HostPort> ports = new HashSet<>(view.hostPorts());
        hostPorts.forEach(port -> ports.add(new HostPort(port.protocol(), 0, port.published())));
        return new NodeView(
                view.id(),
                view.info(),
                view.labels(),
                view.availability(),
                view.liveness(),
                view.reserved().plus(reserved.times(unseen)),
                ports,
                byService,
                view.tasks() + unseen);
    }

    private int unseen(NodeView view) {
        return ownTasks.getOrDefault(view.id(), 0) - view.tasksByService().getOrDefault(serviceUid, 0);
    }
}
