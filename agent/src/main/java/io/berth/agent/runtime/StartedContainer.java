package io.berth.agent.runtime;

import io.berth.domain.task.HostPort;
import java.util.List;

/**
 * A container that was started.
 *
 * @param runtimeId the runtime's own name for it
 * @param ports where its ports are reached on this node; none if it has ended already
 */
public record StartedContainer(String runtimeId, List<HostPort> ports) {
    public StartedContainer {
        ports = List.copyOf(ports);
    }
}
