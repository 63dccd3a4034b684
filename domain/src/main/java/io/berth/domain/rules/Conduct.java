package io.berth.domain.rules;

import io.berth.domain.entity.Cause;
import io.berth.domain.entity.Decision;
import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.EntityEvent;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityState;
import io.berth.domain.entity.Instruction;
import io.berth.domain.entity.Recorded;
import io.berth.domain.entity.Rejection;
import io.berth.domain.fleet.FleetView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How every entity treats what it receives, whoever runs it: an actor in production, the simulator in tests. A shell
 * asks {@link #decide}, records the events, and only when they are durable answers and asks {@link #follow}. One turn is
 * finished before the next begins.
 *
 * <p>Lives as long as one run of the entity and knows nothing that is lost with it.
 *
 * @param <S> state
 * @param <C> commands
 * @param <E> events
 */
public final class Conduct<S extends EntityState, C extends EntityCommand, E extends EntityEvent> {
    /** A wake that changed nothing is not repeated faster than this. */
    static final Duration SHORTEST_SLEEP = Duration.ofMillis(20);

    /** From the last command of an entity that does not exist to its rest: it may be created again at once. */
    static final Duration LINGER = Duration.ofSeconds(2);

    /** From an open question to asking it, and from then to asking again: long against the life of a report. */
    static final Duration QUESTIONS_EVERY = Duration.ofSeconds(10);

    private final EntityRef ref;
    private final Rules<S, C, E> rules;
    private final Outbox outbox = new Outbox();
    private S followed;
    private boolean isAwake;
    private Cause lastCause = Cause.SYSTEM;
    private FleetView decidedOn = FleetView.EMPTY;
    private Optional<Instant> askAt = Optional.empty();

    public Conduct(EntityRef ref, Rules<S, C, E> rules) {
        this.ref = ref;
        this.rules = rules;
        this.followed = rules.initial(ref.id());
    }

    /**
     * What a shell does with one command.
     *
     * @param events to record, all or none
     * @param answers to send once they are durable
     * @param refusal of the command, if it was refused; there may be events nevertheless, of the first wake
     */
    public record Turn<E extends EntityEvent>(
            List<Recorded<E>> events, List<Instruction> answers, Optional<Rejection> refusal) {
        /** Whether nothing follows: then the shell only answers. */
        public boolean isMereRefusal() {
            return refusal.isPresent() && events.isEmpty() && answers.isEmpty();
        }
    }

    /**
     * What a shell does after a turn.
     *
     * @param instructions to send, in this order
     * @param cause that they bear
     * @param tickAt when to call {@link #tick}, unless another turn comes first
     * @param watched the fleet that was decided on, if a change since then calls for a tick too
     */
    public record Next(
            List<Instruction> instructions, Cause cause, Optional<Instant> tickAt, Optional<FleetView> watched) {}

    /** Decides a command. The first one after a recovery finds the entity awake: recovery comes before all commands. */
    public Turn<E> decide(S state, C command, Cause cause, Context context) {
        decidedOn = context.fleet();
        List<Recorded<E>> events = new ArrayList<>();
        List<Instruction> answers = new ArrayList<>();
        S present = state;
        if (!isAwake && state.exists()) {
            present = wakeUp(state, context, events, answers);
        }
        isAwake = true;
        return switch (rules.decide(present, command, context)) {
            case Decision.Accept<E>(var accepted, var said) -> {
                lastCause = cause;
                accepted.forEach(event -> events.add(new Recorded<>(event, context.now(), cause)));
                answers.addAll(said);
                yield new Turn<>(List.copyOf(events), List.copyOf(answers), Optional.empty());
            }
            case Decision.Reject<E>(var rejection) ->
                new Turn<>(List.copyOf(events), List.copyOf(answers), Optional.of(rejection));
        };
    }

    private S wakeUp(S state, Context context, List<Recorded<E>> events, List<Instruction> answers) {
        S present = state;
        if (rules.decide(state, rules.wake(true), context) instanceof Decision.Accept<E>(var accepted, var said)) {
            for (E event : accepted) {
                Recorded<E> recorded = new Recorded<>(event, context.now(), Cause.SYSTEM);
                events.add(recorded);
                present = rules.apply(present, recorded);
            }
            answers.addAll(said);
        }
        return present;
    }

    /** How long after a recovery {@link #tick} is to be called, unless another turn comes first. */
    public Duration firstTick(S state) {
        return state.exists() ? Duration.ZERO : LINGER;
    }

    /** The command of a tick; empty if there is no such entity any more, and its shell may rest. */
    public Optional<C> tick(S state) {
        return state.exists() ? Optional.of(rules.wake(false)) : Optional.empty();
    }

    /**
     * What follows a turn, once its events are durable.
     *
     * @param state after them
     * @param sequence of the entity's last event
     */
    public Next follow(S state, long sequence, Turn<E> turn, Instant now) {
        Outbox.Due due = rules.difference(followed, state)
                .map(difference -> outbox.take(difference, now))
                .orElseGet(() -> outbox.take(rules.instructions(state), now));
        followed = state;
        List<Instruction> instructions = new ArrayList<>(turn.answers());
        instructions.addAll(due.instructions());
        instructions.addAll(questions(state, now));
        Optional<Instant> wake = rules.wakeAt(state).map(at -> turn.events().isEmpty() ? later(at, now) : at);
        Optional<Instant> tick =
                state.exists() ? earlier(earlier(due.repeatAt(), wake), askAt) : Optional.of(now.plus(LINGER));
        return new Next(
                instructions,
                lastCause.then(ref, sequence),
                tick,
                rules.watchesFleet(state) ? Optional.of(decidedOn) : Optional.empty());
    }

    private List<Instruction> questions(S state, Instant now) {
        if (!rules.hasQuestions(state)) {
            askAt = Optional.empty();
            return List.of();
        }
        boolean isDue = askAt.filter(at -> !now.isBefore(at)).isPresent();
        if (isDue || askAt.isEmpty()) {
            askAt = Optional.of(now.plus(QUESTIONS_EVERY));
        }
        return isDue ? rules.questions(state) : List.of();
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(one.get().isBefore(other.get()) ? one.get() : other.get())
                : one.or(() -> other);
    }

    private static Instant later(Instant at, Instant now) {
        Instant soonest = now.plus(SHORTEST_SLEEP);
        return at.isBefore(soonest) ? soonest : at;
    }

    /** Another agent is there from now on: it is told everything. */
    public void agentAttached() {
        outbox.forgetAgent();
    }
}
