package io.berth.sharding.entity;

import io.berth.domain.claim.ClaimRules;
import io.berth.domain.cluster.ClusterRules;
import io.berth.domain.command.ClaimCommand;
import io.berth.domain.command.ClusterCommand;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.command.VaultCommand;
import io.berth.domain.entity.AgentMessage;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.EntityEvent;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityState;
import io.berth.domain.entity.Outcome;
import io.berth.domain.entity.Rejection;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.node.NodeRules;
import io.berth.domain.rules.Rules;
import io.berth.domain.service.ServiceRules;
import io.berth.domain.session.Dialogue;
import io.berth.domain.vault.VaultRules;
import io.berth.sharding.directory.Directory;
import io.berth.sharding.directory.Fleet;
import io.berth.sharding.directory.Listings;
import io.berth.sharding.entity.EntityMessage.AgentSays;
import io.berth.sharding.entity.EntityMessage.Attach;
import io.berth.sharding.entity.EntityMessage.Describe;
import io.berth.sharding.entity.EntityMessage.Execute;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingQuery;
import org.apache.pekko.cluster.sharding.typed.GetClusterShardingStats;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** All entities of the cluster, wherever they live. */
public final class Entities implements Listings.ShardCounts {
    /** From asking an entity to calling the outcome unknown, and from the first knock to the last: both in one request. */
    private static final Duration PATIENCE = Duration.ofSeconds(18);

    private final ActorSystem<?> system;
    private final ClusterSharding sharding;
    private final Directory directory;
    private final RepeatedQuestion repeated;
    private final MemberPorts member;

    private Entities(ActorSystem<?> system, Directory directory, Fleet fleet, InstantSource clock, Witness witness) {
        this.system = system;
        this.sharding = ClusterSharding.get(system);
        this.directory = directory;
        this.repeated = new RepeatedQuestion(system.scheduler(), system.executionContext());
        this.member = new MemberPorts(
                this, directory, fleet, clock, () -> ThreadLocalRandom.current().nextLong(), witness);
    }

    /**
     * Starts sharding of every kind of entity on this member.
     *
     * @param witness is told of all that those do that live here
     */
    public static Entities start(
            ActorSystem<?> system, Directory directory, Fleet fleet, InstantSource clock, Witness witness) {
        Entities entities = new Entities(system, directory, fleet, clock, witness);
        entities.start(EntityRef.Kind.SERVICE, ServiceCommand.class, new ServiceRules());
        entities.start(EntityRef.Kind.NODE, NodeCommand.class, new NodeRules());
        entities.start(EntityRef.Kind.SECRET, VaultCommand.class, new VaultRules());
        entities.start(EntityRef.Kind.CONFIG, VaultCommand.class, new VaultRules());
        entities.start(EntityRef.Kind.CLAIM, ClaimCommand.class, new ClaimRules());
        entities.start(EntityRef.Kind.CLUSTER, ClusterCommand.class, new ClusterRules());
        return entities;
    }

    private <S extends EntityState, C extends EntityCommand, E extends EntityEvent> void start(
            EntityRef.Kind kind, Class<C> commands, Rules<S, C, E> rules) {
        sharding.init(org.apache.pekko.cluster.sharding.typed.javadsl.Entity.of(
                        key(kind),
                        context -> Entity.create(
                                new EntityRef(kind, context.getEntityId()),
                                commands,
                                rules,
                                member,
                                context.getShard()))
                .withStopMessage(new EntityMessage.Stop()));
    }

    private static EntityTypeKey<EntityMessage> key(EntityRef.Kind kind) {
        return EntityTypeKey.create(EntityMessage.class, kind.word());
    }

    /** Sends a command without waiting for its outcome. */
    public void tell(EntityRef target, EntityCommand command, Cause cause) {
        entity(target).tell(new Execute(command, cause, Optional.empty()));
    }

    /**
     * Sends a command and answers its outcome; {@link Outcome.Unknown} if none has come in time. A command is sent once,
     * and what is sent to a member that has just died is lost. So an entity on another member is asked first whether it
     * is there, again and again: while it is not, the command is refused, and its sender knows that it has no effect.
     */
    public CompletionStage<Outcome> ask(EntityRef target, EntityCommand command, Cause cause) {
        Execute execute = new Execute(command, cause, Optional.empty());
        return directory.isHere(target)
                ? execute(target, execute)
                : knock(target)
                        .thenCompose(isThere -> isThere
                                ? execute(target, execute)
                                : CompletableFuture.completedStage(new Outcome.Rejected(absent(target))));
    }

    private CompletionStage<Outcome> execute(EntityRef target, Execute execute) {
        return entity(target)
                .<Outcome>ask(
                        replyTo -> new Execute(execute.command(), execute.cause(), Optional.of(replyTo)), PATIENCE)
                .exceptionally(failure -> unknown(target, failure, "; the command may or may not take effect"));
    }

    private CompletionStage<Boolean> knock(EntityRef target) {
        return repeated.<Heard>ask(within -> entity(target).ask(EntityMessage.Knock::new, within), PATIENCE)
                .thenApply(_ -> true)
                .exceptionally(_ -> false);
    }

    private static Rejection absent(EntityRef target) {
        return new Rejection(
                Rejection.Code.NOT_READY,
                ("%s has not answered for %d s, which it cannot while the member that had it is taken for dead, while"
                    + " it recovers, or while the journal cannot be used; nothing was changed, try again soon")
                        .formatted(target, PATIENCE.toSeconds()));
    }

    /** Asks for an entity's present state, and wakes it if it does not run. */
    public CompletionStage<Outcome> describe(EntityRef target) {
        return repeated.<Outcome>ask(within -> entity(target).ask(Describe::new, within), PATIENCE)
                .exceptionally(failure -> unknown(target, failure, ""));
    }

    /** An agent has connected to this member. Fails if no answer comes before it would be asked again in vain. */
    public CompletionStage<Heard> attach(NodeId node, NodeCommand.Connect command, ActorRef<AgentMessage> agent) {
        return hear(node, replyTo -> new Attach(command, agent, replyTo));
    }

    /** Passes on what an agent says, or what is said of its connection; fails as {@link #attach} does. */
    public CompletionStage<Heard> agentSays(NodeId node, NodeCommand command) {
        return hear(node, replyTo -> new AgentSays(command, replyTo));
    }

    private CompletionStage<Heard> hear(NodeId node, Function<ActorRef<Heard>, EntityMessage> message) {
        return entity(node.ref()).ask(message::apply, Dialogue.PATIENCE);
    }

    private org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef<EntityMessage> entity(EntityRef target) {
        return sharding.entityRefFor(key(target.kind()), target.id());
    }

    @Override
    public CompletionStage<Map<Integer, Integer>> of(EntityRef.Kind kind, Duration within) {
        return AskPattern.<ClusterShardingQuery, ShardRegion.ClusterShardingStats>ask(
                        sharding.shardState(),
                        replyTo -> new GetClusterShardingStats(key(kind), within, replyTo),
                        within.multipliedBy(2),
                        system.scheduler())
                .thenApply(stats -> {
                    Map<Integer, Integer> counts = new HashMap<>();
                    stats.getRegions()
                            .values()
                            .forEach(region -> region.getStats()
                                    .forEach((shard, count) ->
                                            counts.merge(Integer.valueOf(shard), (Integer) count, Integer::sum)));
                    return counts;
                });
    }

    @Override
    public void start(EntityRef nobody) {
        entity(nobody).tell(new Describe(system.ignoreRef()));
    }

    private static Outcome unknown(EntityRef target, Throwable failure, String consequence) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String reason = cause instanceof TimeoutException
                ? "%s has not answered within %d s".formatted(target, PATIENCE.toSeconds())
                : "%s could not be reached: %s".formatted(target, cause.getMessage());
        return new Outcome.Unknown(reason + consequence);
    }
}
