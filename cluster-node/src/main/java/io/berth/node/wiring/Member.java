package io.berth.node.wiring;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.berth.agent.node.AgentConfig;
import io.berth.agent.session.MemberAddress;
import io.berth.domain.cluster.ClusterState;
import io.berth.domain.command.ClusterCommand;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Outcome;
import io.berth.domain.fleet.NodeId;
import io.berth.http.BerthApi;
import io.berth.http.ControlPlane;
import io.berth.node.config.MemberConfig;
import io.berth.node.vault.Vault;
import io.berth.persistence.plugin.StoreFailed;
import io.berth.sharding.agents.LinkServer;
import io.berth.sharding.agents.LinkTerms;
import io.berth.sharding.directory.Directory;
import io.berth.sharding.directory.Fleet;
import io.berth.sharding.directory.Listings;
import io.berth.sharding.directory.Shards;
import io.berth.sharding.entity.Entities;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.slf4j.LoggerFactory;

/** A control-plane member and an agent in one process, with the embedded journal in one folder. */
public final class Member implements AutoCloseable {
    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    private static final Duration DRAIN_WITHIN = Duration.ofMillis(500);

    private final ActorSystem<Void> system;
    private final LinkServer link;
    private final Optional<JoinedAgent> agent;
    private final ServerBinding http;

    private Member(ActorSystem<Void> system, LinkServer link, Optional<JoinedAgent> agent, ServerBinding http) {
        this.system = system;
        this.link = link;
        this.agent = agent;
        this.http = http;
    }

    /**
     * Starts a member; its API answers when this returns, and says through {@code health/ready} when all entities have
     * recovered.
     *
     * @throws UncheckedIOException if the folder, a port or the journal cannot be had; the text says which and why
     */
    public static Member start(MemberConfig config) {
        try {
            return begin(config);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static Member begin(MemberConfig config) throws IOException {
        // Logging starts here, on one thread: what several log while it starts is held back, and warned of.
        var _ = LoggerFactory.getILoggerFactory();
        Files.createDirectories(config.dataDir());
        Ids ids = new Ids();
        Vault vault = Vault.open(config.dataDir().resolve("keys"));
        NodeId node = NodeIdentity.of(config.dataDir(), ids);
        ActorSystem<Void> system = system(config);
        try {
            return run(config, ids, vault, node, system);
        } catch (IOException | RuntimeException e) {
            terminate(system);
            throw e;
        }
    }

    /** Returns when the journal is closed, so that its folder can be opened again. */
    private static void terminate(ActorSystem<Void> system) {
        system.terminate();
        system.getWhenTerminated()
                .toCompletableFuture()
                .completeOnTimeout(Done.getInstance(), STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** The journal is opened with the system. */
    private static ActorSystem<Void> system(MemberConfig config) throws IOException {
        try {
            return ActorSystem.create(Behaviors.empty(), "berth", settings(config));
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof StoreFailed failed) {
                    throw new IOException(failed.getMessage(), e);
                }
            }
            throw e;
        }
    }

    private static Member run(MemberConfig config, Ids ids, Vault vault, NodeId node, ActorSystem<Void> system)
            throws IOException {
        Cluster cluster = Cluster.get(system);
        cluster.manager().tell(new Join(cluster.selfMember().address()));
        EventLog log = new EventLog(Journal.queries(config.journal(), system));
        Fleet fleet = new Fleet(system);
        Shards shards = Shards.of(system);
        Directory directory = new Directory(fleet, shards);
        Entities entities = Entities.start(system, directory, fleet, InstantSource.system());
        Announcement announcement = Announcement.start(system, entities, node);
        identify(config, ids, entities);
        Listings listings = new Listings(system, directory, fleet, shards, entities);
        Recovery recovery = new Recovery(listings);
        await(recovery.start(), "recovery of all entities");

        String token = LinkToken.of(config.dataDir(), ids);
        LinkServer link = LinkServer.start(
                new InetSocketAddress(config.ports().bind(), config.ports().link()),
                LinkTerms.admitting(token::equals),
                UnaryOperator.identity(),
                new AgentGate(system, entities, vault));
        ControlPlane control = new MemberControlPlane(entities, directory, listings, fleet, log, link, vault, recovery);
        ServerBinding http = bind(config, system, new BerthApi(control, ids, Version.TEXT));
        Optional<JoinedAgent> agent = config.hasAgent()
                ? Optional.of(JoinedAgent.start(
                        agentConfig(config, node),
                        token,
                        List.of(MemberAddress.plaintext(config.ports().bind(), link.port())),
                        ids))
                : Optional.empty();
        announcement.until(() -> agent.isEmpty() || agent.get().isConnected());
        return new Member(system, link, agent, http);
    }

    private static AgentConfig agentConfig(MemberConfig config, NodeId node) {
        return Runtimes.of(
                config.runtime(),
                AgentConfig.local(node, config.dataDir().toAbsolutePath().resolve("agent")));
    }

    private static Config settings(MemberConfig config) {
        return ConfigFactory.parseMap(Map.of(
                        "pekko.remote.artery.canonical.hostname",
                        config.ports().advertised(),
                        "pekko.remote.artery.canonical.port",
                        config.ports().cluster(),
                        "pekko.remote.artery.bind.hostname",
                        config.ports().bind(),
                        "pekko.cluster.sharding.number-of-shards",
                        config.shards()))
                .withFallback(Journal.settings(config.journal(), config.shards()))
                .withFallback(ConfigFactory.parseResources("member.conf"))
                .withFallback(ConfigFactory.load());
    }

    /** The number of shards is part of the cluster's identity: entities are found by it. */
    private static void identify(MemberConfig config, Ids ids, Entities entities) throws IOException {
        Outcome outcome = await(
                entities.ask(
                        new EntityRef(EntityRef.Kind.CLUSTER, ClusterState.ID),
                        new ClusterCommand.Initialise(ids.get(), config.shards()),
                        Cause.SYSTEM),
                "the cluster's identity");
        switch (outcome) {
            case Outcome.Accepted _ -> {}
            case Outcome.Rejected(var rejection) -> throw new IOException(rejection.text());
            case Outcome.Unknown(var reason) -> throw new IOException("cannot start: " + reason);
        }
    }

    private static ServerBinding bind(MemberConfig config, ActorSystem<Void> system, BerthApi api) throws IOException {
        return await(
                Http.get(system)
                        .newServerAt(
                                config.ports().httpAddress(), config.ports().http())
                        .bind(api.routes()),
                "listening on %s:%d"
                        .formatted(config.ports().httpAddress(), config.ports().http()));
    }

    private static <T> T await(CompletionStage<T> stage, String what) throws IOException {
        try {
            return stage.toCompletableFuture().get(START_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("%s took longer than %d s".formatted(what, START_WITHIN.toSeconds()), e);
        } catch (ExecutionException e) {
            throw new IOException(
                    "%s failed: %s"
                            .formatted(
                                    what,
                                    Objects.requireNonNullElse(e.getCause(), e).getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + what, e);
        }
    }

    /** Where the API answers. */
    public URI address() {
        InetSocketAddress address = http.localAddress();
        return URI.create("http://%s:%d".formatted(address.getHostString(), address.getPort()));
    }

    /** The port for agents. */
    public int linkPort() {
        return link.port();
    }

    /** Ends the member. Containers and processes run on; the next start adopts them. */
    @Override
    public void close() {
        http.terminate(DRAIN_WITHIN)
                .toCompletableFuture()
                .completeOnTimeout(null, 2, TimeUnit.SECONDS)
                .join();
        agent.ifPresent(JoinedAgent::close);
        link.close();
        terminate(system);
    }
}
