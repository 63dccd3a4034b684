package io.berth.node.wiring;

import io.berth.node.config.HostAndPort;
import io.berth.node.config.MemberConfig;
import io.berth.node.formation.Formation;
import io.berth.node.formation.Formation.Step;
import io.berth.node.formation.OtherMembers;
import io.berth.node.formation.Standing;
import io.berth.node.formation.Standing.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a member into its cluster by the rule of {@link Formation}. */
final class Arrival {
    private static final Logger LOG = LoggerFactory.getLogger(Arrival.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    /** What was begun and has come to nothing by then is begun anew, by another process. */
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(90);

    private final MemberConfig config;
    private final Cluster cluster;
    private final OtherMembers others;
    private final List<HostAndPort> links;
    private final Formation formation;
    private final CompletableFuture<Void> arrived = new CompletableFuture<>();
    private volatile Phase phase = Phase.LOOKING;
    private volatile String lastWhy = "it looks for the other members";
    private long begunAt;

    Arrival(MemberConfig config, ActorSystem<?> system, OtherMembers others, int quorum) {
        this.config = config;
        this.cluster = Cluster.get(system);
        this.others = others;
        this.links = config.membership().members().stream()
                .map(member -> new HostAndPort(member.host(), config.ports().link()))
                .toList();
        this.formation = new Formation(config.name(), quorum);
    }

    /** What other members are told. */
    Standing standing() {
        return new Standing(
                config.name(),
                isUp() ? Phase.UP : phase,
                cluster.selfMember().address().toString(),
                config.shards());
    }

    /** What it waits for, for a reader; empty once it is part of the cluster. */
    Optional<String> waiting() {
        return switch (isUp() ? Phase.UP : phase) {
            case UP -> Optional.empty();
            case LOOKING -> Optional.of(lastWhy);
            case FORMING, JOINING ->
                Optional.of("it joins the cluster, which begins when a majority of the members is there");
        };
    }

    /** Returns when this member is part of the cluster; waits for a majority for as long as it takes. */
    void await() throws IOException {
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("berth-arrival").daemon().factory())) {
            var looking = timer.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            arrived.whenComplete((value, error) -> looking.cancel(false)).get();
        } catch (ExecutionException e) {
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while looking for the cluster", e);
        }
    }

    private void look() {
        try {
            if (isUp()) {
                arrived.complete(null);
            } else if (phase == Phase.LOOKING) {
                take(formation.next(checked(others.standings(links))));
            } else if (System.nanoTime() - begunAt > GIVE_UP_AFTER.toNanos()) {
                throw new IllegalStateException(
                        "joining the cluster has not succeeded within %d s; start this member again"
                                .formatted(GIVE_UP_AFTER.toSeconds()));
            }
        } catch (RuntimeException e) {
            arrived.completeExceptionally(e);
        }
    }

    private List<Standing> checked(List<Standing> standings) {
        for (Standing other : standings) {
            if (other.shards() != config.shards()) {
                throw new IllegalStateException(
                        "cannot join with %d shards: member %s has %d, and the number is fixed when the cluster is created; say --shards %d"
                                .formatted(config.shards(), other.name(), other.shards(), other.shards()));
            }
            if (other.name().equals(config.name())) {
                throw new IllegalStateException("cannot join as %s: another member at %s has that name"
                        .formatted(config.name(), other.address()));
            }
        }
        return standings;
    }

    private void take(Step step) {
        switch (step) {
            case Step.Form _ -> {
                begin(Phase.FORMING);
                LOG.info("forming the cluster");
                cluster.manager().tell(new Join(cluster.selfMember().address()));
            }
            case Step.Join(var address) -> {
                begin(Phase.JOINING);
                LOG.info("joining the cluster at {}", address);
                cluster.manager().tell(new Join(AddressFromURIString.parse(address)));
            }
            case Step.Look(var why) -> {
                if (!why.equals(lastWhy)) {
                    LOG.warn("waiting: {}", why);
                    lastWhy = why;
                }
            }
        }
    }

    private void begin(Phase next) {
        phase = next;
        begunAt = System.nanoTime();
    }

    private boolean isUp() {
        return cluster.selfMember().status().equals(MemberStatus.up());
    }
}
