package io.berth.agent.runtime;

import io.berth.domain.task.HostPort;
import java.util.List;

/**
 * A container of this node that was there when the agent came.
 *
 * @param ref which
 * @param phase whether it runs
 * @param exitCode of its end, if {@link Phase#EXITED}
 * @param health what its health check says
 * @param ports where its ports are reached on this node
 */
public record FoundContainer(ContainerRef ref, Phase phase, int exitCode, Health health, List<HostPort> ports) {
    /** How far a container has come. */
    public enum Phase {
        CREATED,
        RUNNING,
        EXITED
    }

    /** What a health check says. */
    public enum Health {
        /** There is no check. */
        UNCHECKED,
        STARTING,
        HEALTHY,
        UNHEALTHY
    }

    public FoundContainer {
        ports = List.copyOf(ports);
    }
}
