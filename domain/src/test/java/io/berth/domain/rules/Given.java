package io.berth.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.entity.Cause;
import io.berth.domain.entity.Decision;
import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.EntityEvent;
import io.berth.domain.entity.EntityState;
import io.berth.domain.entity.Instruction;
import io.berth.domain.entity.Recorded;
import io.berth.domain.entity.Rejection;
import io.berth.domain.fleet.FleetView;
import io.berth.domain.fleet.NodeView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The language of rule tests: one entity, a clock that is moved by hand, and what was said last.
 *
 * @param <S> state
 * @param <C> commands
 * @param <E> events
 */
public final class Given<S extends EntityState, C extends EntityCommand, E extends EntityEvent> {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Rules<S, C, E> rules;
    private S state;
    private Instant now = START;
    private FleetView fleet = FleetView.EMPTY;
    private List<E> events = List.of();
    private List<Instruction> answers = List.of();
    private final List<Recorded<E>> history = new ArrayList<>();

    public Given(Rules<S, C, E> rules, String id) {
        this.rules = rules;
        this.state = rules.initial(id);
    }

    public Given<S, C, E> nodes(NodeView... nodes) {
        fleet = FleetView.of(List.of(nodes));
        return this;
    }

    /** Lets time pass without telling the entity. */
    public Given<S, C, E> after(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** The command must be accepted. */
    public Given<S, C, E> when(C command) {
        Decision<E> decision = asked(command);
        if (!(decision instanceof Decision.Accept<E> accepted)) {
            throw new AssertionError(command + " was refused: " + decision);
        }
        return record(accepted);
    }

    /** The command may be refused; that changes nothing. */
    public Given<S, C, E> whenever(C command) {
        return asked(command) instanceof Decision.Accept<E> accepted
                ? record(accepted)
                : record(new Decision.Accept<>(List.of(), List.of()));
    }

    private Given<S, C, E> record(Decision.Accept<E> accepted) {
        events = accepted.events();
        answers = accepted.answers();
        for (E event : events) {
            Recorded<E> recorded = new Recorded<>(event, now, Cause.SYSTEM);
            state = rules.apply(state, recorded);
            history.add(recorded);
        }
        return this;
    }

    /** The entity's own timer goes off. */
    public Given<S, C, E> wakes() {
        return when(rules.wake(false));
    }

    public Given<S, C, E> thenNothing() {
        assertThat(events).isEmpty();
        return this;
    }

    public void thenRefused(C command, Rejection.Code code, String text) {
        assertThat(asked(command)).isEqualTo(Decision.<E>reject(code, text));
    }

    /** What would be decided; changes nothing. */
    public Decision<E> asked(C command) {
        return rules.decide(state, command, new Context(now, fleet, 1));
    }

    /** Events of the last command of a kind. */
    public <X extends E> List<X> events(Class<X> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** What is in the journal adds up to the same state, from the beginning and one event after the other. */
    public void thenReplayGivesTheSame(String id) {
        S replayed = rules.initial(id);
        for (Recorded<E> recorded : history) {
            replayed = rules.apply(replayed, recorded);
        }
        assertThat(replayed).isEqualTo(state);
    }

    public List<E> events() {
        return events;
    }

    public List<Instruction> answers() {
        return answers;
    }

    public List<Instruction> instructions() {
        return rules.instructions(state);
    }

    public S state() {
        return state;
    }

    public Instant now() {
        return now;
    }

    public Rules<S, C, E> rules() {
        return rules;
    }
}
