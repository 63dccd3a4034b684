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
    private final List<E> history = new ArrayList<>();

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
        if (!(decision instanceof Decision.Accept<E>(var accepted, var said))) {
            throw new AssertionError(command + " was refused: " + decision);
        }
        events = accepted;
        answers = said;
        for (E event : events) {
            state = rules.apply(state, new Recorded<>(event, now, Cause.SYSTEM));
        }
        history.addAll(events);
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

    public List<E> events() {
        return events;
    }

    public List<E> history() {
        return List.copyOf(history);
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
