package io.berth.domain.fleet;

import io.berth.domain.resource.Resources;
import io.berth.domain.task.HostPort;
import java.util.Map;
import java.util.Set;

/**
 * A node as placement sees it: derived from the node's books, and perhaps a moment old.
 *
 * @param id of the node
 * @param info what its agent said
 * @param labels set by an operator
 * @param availability set by an operator
 * @param liveness of its agent
 * @param reserved what live tasks hold
 * @param hostPorts ports that live tasks hold on the node ({@code target} is 0)
 * @param tasksByService live tasks by the uid of their service
 * @param tasks live tasks in all
 */
public record NodeView(
        NodeId id,
        NodeInfo info,
        Map<String, String> labels,
        Availability availability,
        Liveness liveness,
        Resources reserved,
        Set<HostPort> hostPorts,
        Map<String, Integer> tasksByService,
        int tasks) {
    public NodeView {
        labels = Map.copyOf(labels);
        hostPorts = Set.copyOf(hostPorts);
        tasksByService = Map.copyOf(tasksByService);
    }

    /** Whether it takes new tasks at all. */
    public boolean isOpen() {
        return liveness == Liveness.READY && availability == Availability.ACTIVE;
    }

    /** What tasks may still reserve; negative if the node has shrunk below what they hold. */
    public Resources free() {
        return info.capacity().minus(reserved);
    }
}
