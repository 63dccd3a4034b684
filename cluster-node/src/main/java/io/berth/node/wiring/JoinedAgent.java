package io.berth.node.wiring;

import io.berth.agent.node.Agent;
import io.berth.agent.node.AgentConfig;
import io.berth.agent.session.AgentIdentity;
import io.berth.agent.session.AgentSession;
import io.berth.agent.session.MemberAddress;
import io.berth.agent.session.SessionFiles;
import io.berth.domain.fleet.NodeId;
import io.berth.link.identity.IdentityFile;
import io.berth.link.identity.LinkTls;
import io.berth.link.identity.LiveIdentity;
import io.berth.node.config.HostAndPort;
import io.berth.node.config.NodeConfig;
import io.berth.node.trust.AgentTrust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** An agent, connected to whichever member answers. */
public final class JoinedAgent implements AutoCloseable {
    private static final Duration FILES_WITHIN = Duration.ofSeconds(10);
    private static final Duration RENEWAL_LOOK = Duration.ofSeconds(10);

    private final NodeId node;
    private final Agent agent;
    private final AgentSession session;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("berth-renewal").daemon().factory());

    private JoinedAgent(NodeId node, Agent agent, AgentSession session) {
        this.node = node;
        this.agent = agent;
        this.session = session;
    }

    /**
     * Starts an agent in a process of its own: it adopts what an earlier one with the same folder has left, and keeps
     * trying to connect.
     *
     * @throws UncheckedIOException if its folder cannot be had, or no member gives it a certificate
     * @throws IllegalArgumentException if a runtime cannot be had
     */
    public static JoinedAgent start(NodeConfig config) {
        try {
            Files.createDirectories(config.dataDir());
            AgentTrust trust = AgentTrust.open(
                    new IdentityFile(config.dataDir().resolve("agent.pem")),
                    config.members(),
                    config.token(),
                    Instant.now());
            NodeId node = new NodeId(trust.identity().get().holder().name());
            AgentConfig local =
                    AgentConfig.local(node, config.dataDir().toAbsolutePath().resolve("agent"));
            AgentConfig remote =
                    Runtimes.of(config.runtime(), local.at(config.name(), config.address(), config.publishOn(), false));
            JoinedAgent joined = start(remote, trust.identity(), config.members(), new Ids());
            var _ = joined.timer.scheduleWithFixedDelay(
                    () -> trust.renewIfDue(Instant.now()),
                    RENEWAL_LOOK.toMillis(),
                    RENEWAL_LOOK.toMillis(),
                    TimeUnit.MILLISECONDS);
            return joined;
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Starts an agent whose identity somebody else renews. */
    static JoinedAgent start(AgentConfig config, LiveIdentity identity, List<HostAndPort> members, Ids ids) {
        SessionFiles files = new SessionFiles(FILES_WITHIN);
        Agent agent = Agent.start(config, files);
        List<MemberAddress> addresses = members.stream()
                .map(member -> new MemberAddress(member.host(), member.port(), LinkTls.client(identity)))
                .toList();
        AgentSession session = new AgentSession(
                new AgentIdentity(config.node(), "", ids.get(), Version.TEXT), addresses, agent, files);
        session.start();
        return new JoinedAgent(config.node(), agent, session);
    }

    /** The node that it serves. */
    public NodeId node() {
        return node;
    }

    /** Whether a member has let it in. */
    boolean isConnected() {
        return session.session().isPresent();
    }

    /** Ends the agent. Containers and processes run on; the next start adopts them. */
    @Override
    public void close() {
        timer.shutdownNow();
        session.close();
        agent.close();
    }
}
