package io.berth.sharding.entity;

import io.berth.domain.command.NodeCommand;
import io.berth.domain.entity.AgentMessage;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.EntityEvent;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityState;
import io.berth.domain.entity.Instruction;
import io.berth.domain.entity.Outcome;
import io.berth.domain.entity.Recorded;
import io.berth.domain.rules.Conduct;
import io.berth.domain.rules.Context;
import io.berth.domain.rules.Rules;
import io.berth.sharding.entity.EntityMessage.AgentSays;
import io.berth.sharding.entity.EntityMessage.Attach;
import io.berth.sharding.entity.EntityMessage.Describe;
import io.berth.sharding.entity.EntityMessage.Execute;
import io.berth.sharding.entity.EntityMessage.Knock;
import io.berth.sharding.entity.EntityMessage.Stop;
import io.berth.sharding.entity.EntityMessage.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Any entity as a sharded, event-sourced actor. It holds no rule: those are in its {@link Rules}, and what every
 * entity does with them is in {@link Conduct}. Instructions are sent after each write, again after recovery and again
 * until the state no longer asks for them, so a crash between a write and a send loses nothing.
 *
 * @param <S> state
 * @param <C> commands
 * @param <E> events
 */
public final class Entity<S extends EntityState, C extends EntityCommand, E extends EntityEvent>
        extends EventSourcedBehavior<EntityMessage, Recorded<E>, S> {
    private static final Logger LOG = LoggerFactory.getLogger(Entity.class);
    private static final int SNAPSHOT_EVERY = 500;
    private static final int SNAPSHOTS_KEPT = 2;

    private final EntityRef ref;
    private final Class<C> commands;
    private final Rules<S, C, E> rules;
    private final MemberPorts member;
    private final ActorContext<EntityMessage> actor;
    private final TimerScheduler<EntityMessage> timers;
    private final ActorRef<ClusterSharding.ShardCommand> shard;
    private final Conduct<S, C, E> conduct;
    private Optional<ActorRef<AgentMessage>> agent = Optional.empty();
    private Optional<Consumer<Outcome>> waiting = Optional.empty();

    private Entity(
            EntityRef ref,
            Class<C> commands,
            Rules<S, C, E> rules,
            MemberPorts member,
            ActorContext<EntityMessage> actor,
            TimerScheduler<EntityMessage> timers,
            ActorRef<ClusterSharding.ShardCommand> shard) {
        super(PersistenceId.of(ref.kind().word(), ref.id()));
        this.ref = ref;
        this.commands = commands;
        this.rules = rules;
        this.member = member;
        this.actor = actor;
        this.timers = timers;
        this.shard = shard;
        this.conduct = new Conduct<>(ref, rules);
    }

    /** The behavior of the entity {@code ref}. */
    public static <S extends EntityState, C extends EntityCommand, E extends EntityEvent>
            Behavior<EntityMessage> create(
                    EntityRef ref,
                    Class<C> commands,
                    Rules<S, C, E> rules,
                    MemberPorts member,
                    ActorRef<ClusterSharding.ShardCommand> shard) {
        return Behaviors.setup(actor ->
                Behaviors.withTimers(timers -> new Entity<>(ref, commands, rules, member, actor, timers, shard)));
    }

    @Override
    public S emptyState() {
        return rules.initial(ref.id());
    }

    @Override
    public CommandHandler<EntityMessage, Recorded<E>, S> commandHandler() {
        return (state, message) -> switch (message) {
            case Execute(var command, var cause, var replyTo) ->
                execute(state, commands.cast(command), cause, outcome -> replyTo.ifPresent(to -> to.tell(outcome)));
            case Attach(var command, var newAgent, var replyTo) -> {
                attach(command, newAgent);
                yield agentSays(state, command, replyTo);
            }
            case AgentSays(var command, var replyTo) -> agentSays(state, command, replyTo);
            case Describe(var replyTo) ->
                Effect().none().thenRun(() -> replyTo.tell(new Outcome.Accepted(state, sequence())));
            case Knock(var replyTo) -> Effect().none().thenRun(() -> replyTo.tell(new Heard(Optional.empty())));
            case Tick _ -> tick(state);
            case Stop _ -> Effect().stop();
        };
    }

    /** Should the member with the agent's connection die, nobody else says that the connection has ended. */
    private void attach(NodeCommand.Connect command, ActorRef<AgentMessage> newAgent) {
        agent.ifPresent(actor::unwatch);
        agent = Optional.of(newAgent);
        conduct.agentAttached();
        NodeCommand.Disconnect gone =
                new NodeCommand.Disconnect(command.session(), "the member with the agent's connection is gone");
        actor.watchWith(newAgent, new Execute(gone, Cause.SYSTEM, Optional.empty()));
    }

    /** Where it is not known what became of a command, there is no answer: the asker repeats. */
    private Effect<Recorded<E>, S> agentSays(S state, NodeCommand command, ActorRef<Heard> replyTo) {
        return execute(state, commands.cast(command), new Cause("agent:" + ref.id(), ""), outcome -> {
            switch (outcome) {
                case Outcome.Accepted _ -> replyTo.tell(new Heard(Optional.empty()));
                case Outcome.Rejected(var rejection) -> replyTo.tell(new Heard(Optional.of(rejection)));
                case Outcome.Unknown _ -> {}
            }
        });
    }

    private Effect<Recorded<E>, S> tick(S state) {
        return conduct.tick(state)
                .map(command -> execute(state, command, Cause.SYSTEM, _ -> {}))
                .orElseGet(() ->
                        Effect().none().thenRun(() -> shard.tell(new ClusterSharding.Passivate<>(actor.getSelf()))));
    }

    private Effect<Recorded<E>, S> execute(S state, C command, Cause cause, Consumer<Outcome> reply) {
        Context context = new Context(
                member.clock().instant(), member.fleet().view(), member.random().nextLong());
        long began = System.nanoTime();
        Conduct.Turn<E> turn = conduct.decide(state, command, cause, context);
        long decided = System.nanoTime();
        waiting = Optional.of(reply);
        return Effect().persist(turn.events()).thenRun((S after) -> {
            Duration recording = Duration.ofNanos(turn.events().isEmpty() ? 0 : System.nanoTime() - decided);
            Witness.Act act = new Witness.Act(
                    ref,
                    command,
                    state,
                    after,
                    sequence(),
                    turn.events(),
                    turn.refusal(),
                    Duration.ofNanos(decided - began),
                    recording);
            recorded(after, act, turn, reply);
        });
    }

    /** The answer comes first: who was told that a command is in effect must not wait for what follows from it. */
    private void recorded(S state, Witness.Act act, Conduct.Turn<E> turn, Consumer<Outcome> reply) {
        waiting = Optional.empty();
        member.witness().saw(act);
        turn.refusal()
                .ifPresent(rejection -> LOG.debug(
                        "entity={} refused={} reason={}",
                        ref,
                        act.command().getClass().getSimpleName(),
                        rejection.text()));
        if (!turn.events().isEmpty()) {
            member.directory().update(ref, sequence(), state);
        }
        Outcome outcome = turn.refusal()
                .<Outcome>map(Outcome.Rejected::new)
                .orElseGet(() -> new Outcome.Accepted(state, sequence()));
        reply.accept(outcome);
        if (!turn.isMereRefusal()) {
            carryOn(state, turn);
        }
    }

    /** Says what must be said, and sees to it that somebody says it again. */
    private void carryOn(S state, Conduct.Turn<E> turn) {
        Instant now = member.clock().instant();
        Conduct.Next next = conduct.follow(state, sequence(), turn, now);
        next.instructions().forEach(instruction -> send(instruction, next.cause()));
        next.tickAt()
                .ifPresentOrElse(
                        at -> timers.startSingleTimer(new Tick(), untilOrNow(now, at)),
                        () -> timers.cancel(new Tick()));
        next.watched()
                .ifPresentOrElse(
                        seen -> member.fleet()
                                .watch(ref, seen, () -> actor.getSelf().tell(new Tick())),
                        () -> member.fleet().unwatch(ref));
    }

    private static Duration untilOrNow(Instant now, Instant at) {
        return at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
    }

    private void send(Instruction instruction, Cause cause) {
        switch (instruction) {
            case Instruction.Tell(var target, var command) -> member.entities().tell(target, command, cause);
            case Instruction.ToAgent(var message) -> agent.ifPresent(to -> to.tell(message));
        }
    }

    private long sequence() {
        return lastSequenceNumber(actor);
    }

    @Override
    public EventHandler<S, Recorded<E>> eventHandler() {
        return rules::apply;
    }

    @Override
    public SignalHandler<S> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::recovered)
                .onSignal(PostStop.instance(), state -> leave())
                .build();
    }

    /** Who stops with a write under way cannot say what became of it; the next incarnation reads it from the journal. */
    private void leave() {
        waiting.ifPresent(to -> to.accept(new Outcome.Unknown(
                "the journal has not confirmed the write of %s; the command may or may not take effect"
                        .formatted(ref))));
        member.fleet().unwatch(ref);
        member.directory().leave(ref);
    }

    /** Whichever command comes first, this tick or another, finds the entity awake; see {@link Conduct#decide}. */
    private void recovered(S state) {
        member.directory().update(ref, sequence(), state);
        timers.startSingleTimer(new Tick(), conduct.firstTick(state));
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(SNAPSHOT_EVERY, SNAPSHOTS_KEPT);
    }
}
