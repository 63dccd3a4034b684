package io.berth.chaos.simulator.world;

import io.berth.domain.entity.EntityEvent;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityState;
import io.berth.domain.entity.Recorded;
import io.berth.domain.rules.Rules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The durable events of one entity and what they add up to. This is the truth of a simulation: what is in here has
 * happened.
 *
 * @param <S> state
 * @param <E> events
 */
public final class Log<S extends EntityState, E extends EntityEvent> {
    private final EntityRef entity;
    private final Rules<S, ?, E> rules;
    private final List<Recorded<E>> events = new ArrayList<>();
    private final List<Long> epochs = new ArrayList<>();
    private S state;
    private long epoch;

    Log(EntityRef entity, Rules<S, ?, E> rules) {
        this.entity = entity;
        this.rules = rules;
        this.state = rules.initial(entity.id());
    }

    public EntityRef entity() {
        return entity;
    }

    public S state() {
        return state;
    }

    /** The number of the last event; 0 for none. */
    public long sequence() {
        return events.size();
    }

    /** Who may write at present. */
    public long epoch() {
        return epoch;
    }

    public List<Recorded<E>> events() {
        return Collections.unmodifiableList(events);
    }

    /** In which epoch each event was written. */
    public List<Long> epochs() {
        return Collections.unmodifiableList(epochs);
    }

    /** Makes somebody else the only one who may write. */
    long takeOver() {
        return ++epoch;
    }

    void append(long writer, Recorded<E> recorded) {
        events.add(recorded);
        epochs.add(writer);
        state = rules.apply(state, recorded);
    }

    /** The state from the first event on, without anything that was remembered. */
    public S replayed() {
        S replayed = rules.initial(entity.id());
        for (Recorded<E> recorded : events) {
            replayed = rules.apply(replayed, recorded);
        }
        return replayed;
    }
}
