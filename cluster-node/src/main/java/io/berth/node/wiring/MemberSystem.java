package io.berth.node.wiring;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.berth.node.config.MemberConfig;
import io.berth.node.trust.ClusterTls;
import io.berth.node.trust.MemberTrust;
import io.berth.node.trust.TrustWatch;
import io.berth.persistence.plugin.StoreFailed;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.remote.artery.tcp.SSLEngineProviderSetup;

/** The actor system of a member: how it is started, and how it ends. */
final class MemberSystem {
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    /** Shards are handed over one after the other. */
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(40);

    private MemberSystem() {}

    /**
     * Starts it; the journal is opened with it.
     *
     * @param quorum how many members must be there before a cluster that forms is one
     * @throws IOException if the journal cannot be had
     */
    static ActorSystem<Void> start(MemberConfig config, MemberTrust trust, TrustWatch watch, int quorum)
            throws IOException {
        ActorSystemSetup setup = ActorSystemSetup.create(
                BootstrapSetup.create(settings(config, quorum)),
                SSLEngineProviderSetup.create(_ -> new ClusterTls(trust.identity(), watch::isRevoked)));
        try {
            return ActorSystem.create(Behaviors.empty(), "berth", setup);
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof StoreFailed failed) {
                    throw new IOException(failed.getMessage(), e);
                }
            }
            throw e;
        }
    }

    private static Config settings(MemberConfig config, int quorum) {
        Config chosen = ConfigFactory.parseMap(Map.of(
                        "pekko.remote.artery.canonical.hostname",
                        config.ports().advertised(),
                        "pekko.remote.artery.canonical.port",
                        config.ports().cluster(),
                        "pekko.remote.artery.bind.hostname",
                        config.ports().bind(),
                        "pekko.cluster.sharding.number-of-shards",
                        config.shards(),
                        "pekko.cluster.min-nr-of-members",
                        quorum))
                .withFallback(Journal.settings(config.journal(), config.shards()));
        if (config.membership().isTuned()) {
            chosen = chosen.withFallback(ConfigFactory.parseResources("fast-detector.conf"));
        }
        return chosen.withFallback(ConfigFactory.parseResources("member.conf")).withFallback(ConfigFactory.load());
    }

    /** Returns when the journal is closed, so that its folder can be opened again. */
    static void terminate(ActorSystem<Void> system) {
        system.terminate();
        awaitEnd(system, STOP_WITHIN);
    }

    /** Hands what this member holds to others, and ends. */
    static void leave(ActorSystem<Void> system) {
        var _ = CoordinatedShutdown.get(system).runAll(Leaving.REASON);
        awaitEnd(system, LEAVE_WITHIN);
    }

    private static void awaitEnd(ActorSystem<Void> system, Duration within) {
        system.getWhenTerminated()
                .toCompletableFuture()
                .completeOnTimeout(Done.getInstance(), within.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** Why shards are handed over. */
    private record Leaving() implements CoordinatedShutdown.Reason {
        private static final Leaving REASON = new Leaving();
    }
}
