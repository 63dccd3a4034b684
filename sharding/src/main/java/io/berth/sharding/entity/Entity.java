package io.berth.sharding.entity;

import io.berth.domain.entity.AgentMessage;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.Decision;
import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.EntityEvent;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityState;
import io.berth.domain.entity.Instruction;
import io.berth.domain.entity.Outcome;
import io.berth.domain.entity.Recorded;
import io.berth.domain.fleet.FleetView;
import io.berth.domain.rules.Context;
import io.berth.domain.rules.Rules;
import io.berth.sharding.entity.EntityMessage.Attach;
import io.berth.sharding.entity.EntityMessage.Describe;
import io.berth.sharding.entity.EntityMessage.Execute;
import io.berth.sharding.entity.EntityMessage.Stop;
import io.berth.sharding.entity.EntityMessage.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
 * Any entity as a sharded, event-sourced actor. It holds no rule: those are in its {@link Rules}. Instructions are sent
 * after each write, again after recovery and again until the state no longer asks for them, so a crash between a write
 * and a send loses nothing.
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

    /** A wake that changed nothing is not repeated faster than this. */
    private static final Duration SHORTEST_SLEEP = Duration.ofMillis(20);

    private final EntityRef ref;
    private final Class<C> commands;
    private final Rules<S, C, E> rules;
    private final MemberPorts member;
    private final ActorContext<EntityMessage> actor;
    private final TimerScheduler<EntityMessage> timers;
    private final ActorRef<ClusterSharding.ShardCommand> shard;
    private final Outbox outbox;
    private Optional<ActorRef<AgentMessage>> agent = Optional.empty();
    private Cause lastCause = Cause.SYSTEM;
    private FleetView decidedOn = FleetView.EMPTY;

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
        this.outbox = new Outbox(this::send);
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
            case Execute(var command, var cause, var replyTo) -> execute(state, commands.cast(command), cause, replyTo);
            case Attach(var command, var newAgent) -> {
                agent = Optional.of(newAgent);
                outbox.forgetAgent();
                yield execute(state, commands.cast(command), new Cause("agent:" + ref.id(), ""), Optional.empty());
            }
            case Describe(var replyTo) ->
                Effect().none().thenRun(() -> replyTo.tell(new Outcome.Accepted(state, sequence())));
            case Tick _ -> tick(state);
            case Stop _ -> Effect().stop();
        };
    }

    private Effect<Recorded<E>, S> tick(S state) {
        return state.exists()
                ? execute(state, rules.wake(false), Cause.SYSTEM, Optional.empty())
                : Effect().none().thenRun(() -> shard.tell(new ClusterSharding.Passivate<>(actor.getSelf())));
    }

    private Effect<Recorded<E>, S> execute(S state, C command, Cause cause, Optional<ActorRef<Outcome>> replyTo) {
        Instant now = member.clock().instant();
        decidedOn = member.fleet().view();
        Context context = new Context(now, decidedOn, member.random().nextLong());
        return switch (rules.decide(state, command, context)) {
            case Decision.Accept<E>(var events, var answers) -> {
                lastCause = cause;
                yield Effect()
                        .persist(events.stream()
                                .map(event -> new Recorded<>(event, now, cause))
                                .toList())
                        .thenRun((S newState) -> recorded(newState, events, answers, replyTo));
            }
            case Decision.Reject<E>(var rejection) -> {
                LOG.debug(
                        "entity={} refused={} reason={}",
                        ref,
                        command.getClass().getSimpleName(),
                        rejection.text());
                yield Effect().none().thenRun(() -> replyTo.ifPresent(to -> to.tell(new Outcome.Rejected(rejection))));
            }
        };
    }

    private void recorded(S state, List<E> events, List<Instruction> answers, Optional<ActorRef<Outcome>> replyTo) {
        events.forEach(
                event -> LOG.debug("entity={} event={}", ref, event.getClass().getSimpleName()));
        if (!events.isEmpty()) {
            member.directory().update(ref, sequence(), state);
        }
        replyTo.ifPresent(to -> to.tell(new Outcome.Accepted(state, sequence())));
        answers.forEach(this::send);
        carryOn(state, events.isEmpty());
    }

    /** Says what must be said, and sees to it that somebody says it again. */
    private void carryOn(S state, boolean nothingHappened) {
        Instant now = member.clock().instant();
        Optional<Instant> repeat = outbox.send(rules.instructions(state), now);
        Optional<Instant> wake = rules.wakeAt(state).map(at -> nothingHappened ? later(at, now) : at);
        Optional<Instant> next = repeat.isPresent() && wake.isPresent()
                ? Optional.of(repeat.get().isBefore(wake.get()) ? repeat.get() : wake.get())
                : repeat.or(() -> wake);
        if (!state.exists()) {
            next = Optional.of(now.plusSeconds(2));
        }
        next.ifPresentOrElse(
                at -> timers.startSingleTimer(new Tick(), untilOrNow(now, at)), () -> timers.cancel(new Tick()));
        if (rules.watchesFleet(state)) {
            member.fleet().watch(ref, decidedOn, () -> actor.getSelf().tell(new Tick()));
        } else {
            member.fleet().unwatch(ref);
        }
    }

    private static Instant later(Instant at, Instant now) {
        Instant soonest = now.plus(SHORTEST_SLEEP);
        return at.isBefore(soonest) ? soonest : at;
    }

    private static Duration untilOrNow(Instant now, Instant at) {
        return at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
    }

    private void send(Instruction instruction) {
        switch (instruction) {
            case Instruction.Tell(var target, var command) ->
                member.entities().tell(target, command, lastCause.then(ref, sequence()));
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
                .onSignal(PostStop.instance(), state -> member.fleet().unwatch(ref))
                .build();
    }

    private void recovered(S state) {
        member.directory().update(ref, sequence(), state);
        if (state.exists()) {
            actor.getSelf().tell(new Execute(rules.wake(true), Cause.SYSTEM, Optional.empty()));
        } else {
            carryOn(state, true);
        }
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(SNAPSHOT_EVERY, SNAPSHOTS_KEPT);
    }
}
