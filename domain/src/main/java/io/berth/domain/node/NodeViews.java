package io.berth.domain.node;

import io.berth.domain.command.TaskGroup;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.resource.Resources;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.task.HostPort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A node's books as placement sees them. */
public final class NodeViews {
    private NodeViews() {}

    /** The view of a node that exists. What was given up there and may still run takes its place too. */
    public static NodeView of(NodeState state) {
        Resources reserved = Resources.NONE;
        Set<HostPort> ports = new HashSet<>();
        Map<String, Integer> byService = new HashMap<>();
        List<TaskGroup.Key> held = new ArrayList<>(state.lost().values());
        state.bookings().values().stream()
                .filter(Booking::isLive)
                .map(Booking::group)
                .forEach(held::add);
        for (TaskGroup.Key key : held) {
            TaskGroup group = Objects.requireNonNull(state.groups().get(key), "group of a task that holds resources");
            reserved = reserved.plus(group.template().reserved());
            ports.addAll(hostPorts(group));
            byService.merge(group.serviceUid(), 1, Integer::sum);
        }
        return new NodeView(
                state.id(),
                state.info().orElseThrow(),
                state.labels(),
                state.availability(),
                state.liveness(),
                reserved,
                ports,
                byService,
                held.size());
    }

    /** The same node with one more task of {@code group}. */
    static NodeView plus(NodeView view, TaskGroup group) {
        Set<HostPort> ports = new HashSet<>(view.hostPorts());
        ports.addAll(hostPorts(group));
        Map<String, Integer> byService = new HashMap<>(view.tasksByService());
        byService.merge(group.serviceUid(), 1, Integer::sum);
        return new NodeView(
                view.id(),
                view.info(),
                view.labels(),
                view.availability(),
                view.liveness(),
                view.reserved().plus(group.template().reserved()),
                ports,
                byService,
                view.tasks() + 1);
    }

    private static Set<HostPort> hostPorts(TaskGroup group) {
        Set<HostPort> ports = new HashSet<>();
        for (PortSpec port : group.ports()) {
            if (port.mode() == PortSpec.PublishMode.HOST && port.published() != 0) {
                ports.add(new HostPort(port.protocol(), 0, port.published()));
            }
        }
        return ports;
    }
}
