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
    private S snapshot;
    private long snapshotAt;
    private long epoch;

    Log(EntityRef entity, Rules<S, ?, E> rules) {
        this.entity = entity;
        this.rules = rules;
        this.state = rules.initial(entity.id());
        this.snapshot = state;
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

    /** Remembers a state, so that recovery need not read what is before. */
    void remember(S newest) {
        snapshot = newest;
        snapshotAt = sequence();
    }

    /** The number of the event that the newest snapshot is behind; 0 without one. */
    long snapshotAt() {
        return snapshotAt;
    }

    /** What somebody finds who takes the entity over: the newest snapshot and the events behind it. */
    S recovered() {
        return replayed(snapshot, events.subList((int) snapshotAt, events.size()));
    }

    /** The state from the first event on, without anything that was remembered. */
    public S replayed() {
        return replayed(rules.initial(entity.id()), events);
    }

    private S replayed(S from, List<Recorded<E>> behind) {
        S replayed = from;
        for (Recorded<E> recorded : behind) {
            replayed = rules.apply(replayed, recorded);
        }
        return replayed;
    }
}
