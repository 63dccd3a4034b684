package io.berth.agent.runtime;

import io.berth.domain.task.HostPort;
import java.util.List;

/**
 * A container that runs.
 *
 * @param runtimeId the runtime's own name for it
 * @param ports where its ports are reached on this node
 */
public record StartedContainer(String runtimeId, List<HostPort> ports) {
    public StartedContainer {
        ports = List.copyOf(ports);
    }
}
