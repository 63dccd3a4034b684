package io.berth.agent.node;

import io.berth.domain.fleet.NodeId;
import io.berth.domain.resource.Resources;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How an agent is set up.
 *
 * @param node whose agent it is
 * @param hostname of the node as tasks and clients see it
 * @param dataDir where it keeps what the next agent must know
 * @param runtimes names of the runtimes wanted, the default one first; empty for docker, if an engine answers, and process
 * @param dockerHost address of the Docker Engine, such as {@code unix:///var/run/docker.sock}
 * @param address where this machine is reached by others, a name or an IP address
 * @param publishOn address of this machine on which published ports are opened; empty for all
 * @param capacity what tasks may reserve; empty for all that the machine has
 * @param isManager whether a member runs on the same machine
 * @param leftovers how long what nobody needs any more is kept
 */
public record AgentConfig(
        NodeId node,
        String hostname,
        Path dataDir,
        List<String> runtimes,
        String dockerHost,
        String address,
        Optional<InetAddress> publishOn,
        Optional<Resources> capacity,
        boolean isManager,
        Leftovers leftovers) {
    public static final String DEFAULT_DOCKER_HOST = "unix:///var/run/docker.sock";

    public AgentConfig {
        runtimes = List.copyOf(runtimes);
    }

    /** An agent of this machine with every default. */
    public static AgentConfig local(NodeId node, Path dataDir) {
        return new AgentConfig(
                node,
                Machine.hostname(),
                dataDir,
                List.of(),
                DEFAULT_DOCKER_HOST,
                "127.0.0.1",
                Optional.empty(),
                Optional.empty(),
                true,
                Leftovers.DEFAULT);
    }

    public AgentConfig withRuntimes(String... newRuntimes) {
        return new AgentConfig(
                node,
                hostname,
                dataDir,
                List.of(newRuntimes),
                dockerHost,
                address,
                publishOn,
                capacity,
                isManager,
                leftovers);
    }

    public AgentConfig withLeftovers(Leftovers newLeftovers) {
        return new AgentConfig(
                node, hostname, dataDir, runtimes, dockerHost, address, publishOn, capacity, isManager, newLeftovers);
    }

    /**
     * The agent of a machine that others know by this name and address.
     *
     * @param newPublishOn address on which published ports are opened; empty for all
     * @param hasMember whether a member runs on the same machine
     */
    public AgentConfig at(
            String newHostname, String newAddress, Optional<InetAddress> newPublishOn, boolean hasMember) {
        return new AgentConfig(
                node,
                newHostname,
                dataDir,
                runtimes,
                dockerHost,
                newAddress,
                newPublishOn,
                capacity,
                hasMember,
                leftovers);
    }
}
