package io.berth.node.wiring;

import io.berth.agent.node.AgentConfig;
import io.berth.domain.fleet.NodeId;
import io.berth.http.BerthApi;
import io.berth.http.ControlPlane;
import io.berth.link.identity.LinkTls;
import io.berth.link.identity.LiveIdentity;
import io.berth.node.config.HostAndPort;
import io.berth.node.config.MemberConfig;
import io.berth.node.formation.MemberCalls;
import io.berth.node.formation.OtherMembers;
import io.berth.node.metrics.Metrics;
import io.berth.node.trust.MemberTrust;
import io.berth.node.trust.Registry;
import io.berth.node.trust.TrustWatch;
import io.berth.sharding.agents.LinkServer;
import io.berth.sharding.agents.LinkTerms;
import io.berth.sharding.directory.Directory;
import io.berth.sharding.directory.Fleet;
import io.berth.sharding.directory.Listings;
import io.berth.sharding.directory.Shards;
import io.berth.sharding.entity.Entities;
import io.berth.sharding.join.Callers;
import io.berth.sharding.join.JoinCalls;
import io.berth.sharding.traffic.Traffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.LoggerFactory;

/** A control-plane member and an agent in one process, with the embedded journal in one folder. */
public final class Member implements AutoCloseable {
    /** For the actors, once the member has been removed. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final MemberConfig config;
    private final Parts parts;
    private final LinkServer link;
    private final Optional<JoinedAgent> agent;
    private final HttpFront http;

    private Member(MemberConfig config, Parts parts, LinkServer link, Optional<JoinedAgent> agent, HttpFront http) {
        this.config = config;
        this.parts = parts;
        this.link = link;
        this.agent = agent;
        this.http = http;
    }

    /**
     * Starts a member; its API answers when this returns, and says before that why it cannot serve yet.
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
        Peers peers = Peers.of(config);
        MemberTrust trust = Entrance.enter(config, peers, ids);
        NodeId node = NodeIdentity.of(config.dataDir(), ids);
        TrustWatch watch = new TrustWatch();
        ActorSystem<Void> system = MemberSystem.start(config, trust, watch, peers.quorum());
        OtherMembers others = new OtherMembers(trust.identity());
        try {
            return run(config, ids, new Parts(system, trust, watch, others, peers), node);
        } catch (IOException | RuntimeException e) {
            watch.close();
            others.close();
            MemberSystem.terminate(system);
            throw e;
        }
    }

    /** What is there before the member is part of the cluster. */
    private record Parts(
            ActorSystem<Void> system, MemberTrust trust, TrustWatch watch, OtherMembers others, Peers peers) {}

    private static Member run(MemberConfig config, Ids ids, Parts parts, NodeId node) throws IOException {
        ActorSystem<Void> system = parts.system();
        Fleet fleet = new Fleet(system);
        Shards shards = Shards.of(system);
        Directory directory = new Directory(fleet, shards);
        Traffic traffic = Traffic.start(system, directory, fleet);
        Metrics metrics = new Metrics(Version.TEXT);
        Entities entities = Entities.start(system, directory, fleet, InstantSource.system(), metrics.witness());
        Listings listings = new Listings(system, directory, fleet, shards, entities);
        Recovery recovery = new Recovery(listings);
        Registry registry = registry(config, ids, parts, entities);
        Arrival arrival = arrival(config, parts);
        HttpFront http = front(config, system, arrival, recovery);
        LinkServer link = listen(config, parts, entities, registry, arrival, recovery, traffic);
        try {
            arrival.await();
            Announcement announcement = Announcement.start(system, entities, node);
            Founding.found(config, ids, parts.trust(), entities);
            Starting.await(recovery.start(), "recovery of all entities");
            parts.watch().start(registry::trust, name -> link.expel(new NodeId(name), "its certificates are revoked"));
            ControlPlane control = new MemberControlPlane(
                    entities,
                    directory,
                    listings,
                    fleet,
                    new EventLog(Journal.queries(config.journal(), system)),
                    new NodeSources(link, system, parts.others()),
                    parts.trust().vault(),
                    recovery,
                    traffic,
                    new ControlPlane.Here(config.hasAgent() ? Optional.of(node) : Optional.empty(), link.port()));
            http.serve(metrics.beside(new BerthApi(control, ids, Version.TEXT), directory, control, link));
            Optional<JoinedAgent> agent = ownAgent(config, ids, parts, node, link);
            announcement.until(() -> agent.isEmpty() || agent.get().isConnected());
            return new Member(config, parts, link, agent, http);
        } catch (IOException | RuntimeException e) {
            link.close();
            throw e;
        }
    }

    private static Arrival arrival(MemberConfig config, Parts parts) {
        return new Arrival(config, parts.system(), parts.others(), parts.peers().quorum());
    }

    private static Registry registry(MemberConfig config, Ids ids, Parts parts, Entities entities) {
        return new Registry(
                entities,
                parts.trust().vault(),
                ids,
                InstantSource.system(),
                config.membership().certificates(),
                _ -> parts.peers().add());
    }

    private static HttpFront front(MemberConfig config, ActorSystem<Void> system, Arrival arrival, Recovery recovery)
            throws IOException {
        return HttpFront.open(
                config.ports(),
                system,
                () -> arrival.waiting().or(recovery::missing).orElse("starting"));
    }

    /** Other members are answered from now on; agents and newcomers when all entities have recovered. */
    private static LinkServer listen(
            MemberConfig config,
            Parts parts,
            Entities entities,
            Registry registry,
            Arrival arrival,
            Recovery recovery,
            Traffic traffic)
            throws IOException {
        AtomicReference<Optional<LinkServer>> started = new AtomicReference<>(Optional.empty());
        LinkServer link = LinkServer.start(
                new InetSocketAddress(config.ports().bind(), config.ports().link()),
                LinkTerms.certified(),
                builder -> LinkTls.server(parts.trust().identity())
                        .apply(builder)
                        .intercept(new Callers(parts.watch()::isRevoked, recovery::missing))
                        .addService(new JoinCalls(registry))
                        .addService(new MemberCalls(arrival::standing, started::get)),
                new AgentGate(parts.system(), entities, parts.trust().vault()),
                traffic);
        started.set(Optional.of(link));
        return link;
    }

    private static Optional<JoinedAgent> ownAgent(
            MemberConfig config, Ids ids, Parts parts, NodeId node, LinkServer link) {
        MemberTrust trust = parts.trust();
        LiveIdentity own = new LiveIdentity(trust.agent(node.value()));
        parts.watch().renew(() -> trust.identity().get().renewAt(), () -> {
            trust.renew();
            own.replace(trust.agent(node.value()));
        });
        return config.hasAgent()
                ? Optional.of(JoinedAgent.start(
                        agentConfig(config, node),
                        own,
                        List.of(new HostAndPort(config.ports().advertised(), link.port())),
                        ids))
                : Optional.empty();
    }

    private static AgentConfig agentConfig(MemberConfig config, NodeId node) {
        AgentConfig local =
                AgentConfig.local(node, config.dataDir().toAbsolutePath().resolve("agent"));
        return Runtimes.of(
                config.runtime(),
                local.at(
                        local.hostname(),
                        config.ports().advertised(),
                        config.ports().publishOn(),
                        true));
    }

    /** Where the API answers. */
    public URI address() {
        return http.address();
    }

    /** The port for agents. */
    public int linkPort() {
        return link.port();
    }

    /**
     * Completes when this member is no member any more, by itself or because the others have removed it; then also if some
     * actor does not stop, since the process must not live on without the cluster.
     */
    public CompletionStage<?> ended() {
        CompletableFuture<Done> ended = new CompletableFuture<>();
        parts.system().getWhenTerminated().thenAccept(ended::complete);
        CoordinatedShutdown.get(parts.system())
                .addTask(CoordinatedShutdown.PhaseActorSystemTerminate(), "end in any case", () -> {
                    ended.completeOnTimeout(Done.getInstance(), STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
                    return CompletableFuture.completedFuture(Done.getInstance());
                });
        return ended;
    }

    /** Ends the member; what it held is handed to others. Containers and processes run on; the next start adopts them. */
    @Override
    public void close() {
        http.close();
        parts.watch().close();
        agent.ifPresent(JoinedAgent::close);
        link.close();
        parts.others().close();
        if (config.membership().isAlone()) {
            MemberSystem.terminate(parts.system());
        } else {
            MemberSystem.leave(parts.system());
        }
    }
}
