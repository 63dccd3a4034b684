package io.berth.node.wiring;

import io.berth.agent.node.Agent;
import io.berth.agent.node.AgentConfig;
import io.berth.agent.session.AgentIdentity;
import io.berth.agent.session.AgentSession;
import io.berth.agent.session.MemberAddress;
import io.berth.agent.session.SessionFiles;
import io.berth.domain.fleet.NodeId;
import io.berth.node.config.NodeConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An agent in a process of its own, connected to whichever member answers. */
public final class JoinedAgent implements AutoCloseable {
    private static final Duration FILES_WITHIN = Duration.ofSeconds(10);

    private final NodeId node;
    private final Agent agent;
    private final AgentSession session;

    private JoinedAgent(NodeId node, Agent agent, AgentSession session) {
        this.node = node;
        this.agent = agent;
        this.session = session;
    }

    /**
     * Starts an agent: it adopts what an earlier one with the same folder has left, and keeps trying to connect.
     *
     * @throws UncheckedIOException if its folder cannot be had
     * @throws IllegalArgumentException if a runtime cannot be had
     */
    public static JoinedAgent start(NodeConfig config) {
        try {
            Files.createDirectories(config.dataDir());
            Ids ids = new Ids();
            NodeId node = NodeIdentity.of(config.dataDir(), ids);
            AgentConfig local =
                    AgentConfig.local(node, config.dataDir().toAbsolutePath().resolve("agent"));
            return start(
                    Runtimes.of(config.runtime(), local.remote(config.name(), config.address())),
                    config.token(),
                    members(config),
                    ids);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start in %s: %s".formatted(config.dataDir(), e.getMessage()), e);
        }
    }

    /** Starts an agent with everything given. */
    static JoinedAgent start(AgentConfig config, String token, List<MemberAddress> members, Ids ids) {
        SessionFiles files = new SessionFiles(FILES_WITHIN);
        Agent agent = Agent.start(config, files);
        AgentSession session = new AgentSession(
                new AgentIdentity(config.node(), token, ids.get(), Version.TEXT), members, agent, files);
        session.start();
        return new JoinedAgent(config.node(), agent, session);
    }

    private static List<MemberAddress> members(NodeConfig config) {
        return config.members().stream()
                .map(member -> MemberAddress.plaintext(member.host(), member.port()))
                .toList();
    }

    /** The node that it serves. */
    public NodeId node() {
        return node;
    }

    /** Why there is no session with a member; empty if there is one. */
    public Optional<String> problem() {
        return session.problem();
    }

    /** Whether a member has let it in. */
    public boolean isConnected() {
        return session.session().isPresent();
    }

    /** Ends the agent. Containers and processes run on; the next start adopts them. */
    @Override
    public void close() {
        session.close();
        agent.close();
    }
}
