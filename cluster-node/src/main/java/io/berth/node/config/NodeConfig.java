package io.berth.node.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an agent without a member is started with.
 *
 * @param dataDir folder of its identity and of what the next agent must know; made if missing
 * @param name of the node as tasks and clients see it
 * @param address where this machine is reached by others
 * @param publishOn address on which published ports are opened; empty for all
 * @param members tried in turn, at least one
 * @param token that lets it in
 * @param runtime what runs tasks
 */
public record NodeConfig(
        Path dataDir,
        String name,
        String address,
        Optional<InetAddress> publishOn,
        List<HostAndPort> members,
        String token,
        RuntimeChoice runtime) {
    public NodeConfig {
        members = List.copyOf(members);
    }

    @Override
    public String toString() {
        return "NodeConfig[dataDir=%s, name=%s, address=%s, members=%s, runtime=%s]"
                .formatted(dataDir, name, address, members, runtime);
    }
}
