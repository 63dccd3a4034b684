package io.berth.chaos.planted;

import io.berth.domain.entity.Decision;
import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.EntityEvent;
import io.berth.domain.entity.EntityState;
import io.berth.domain.entity.Instruction;
import io.berth.domain.entity.Recorded;
import io.berth.domain.rules.Context;
import io.berth.domain.rules.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The production rules of a kind of entity, but for what a subclass does differently. Differences between instructions are
 * found by comparing them all, so that a subclass need only change these.
 */
class Deviation<S extends EntityState, C extends EntityCommand, E extends EntityEvent> implements Rules<S, C, E> {
    private final Rules<S, C, E> production;

    Deviation(Rules<S, C, E> production) {
        this.production = production;
    }

    @Override
    public S initial(String id) {
        return production.initial(id);
    }

    @Override
    public Decision<E> decide(S state, C command, Context context) {
        return production.decide(state, command, context);
    }

    @Override
    public S apply(S state, Recorded<E> recorded) {
        return production.apply(state, recorded);
    }

    @Override
    public List<Instruction> instructions(S state) {
        return production.instructions(state);
    }

    @Override
    public List<Instruction> questions(S state) {
        return production.questions(state);
    }

    @Override
    public boolean hasQuestions(S state) {
        return production.hasQuestions(state);
    }

    @Override
    public C wake(boolean recovered) {
        return production.wake(recovered);
    }

    @Override
    public boolean watchesFleet(S state) {
        return production.watchesFleet(state);
    }

    @Override
    public Optional<Instant> wakeAt(S state) {
        return production.wakeAt(state);
    }
}
