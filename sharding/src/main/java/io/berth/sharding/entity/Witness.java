package io.berth.sharding.entity;

import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityState;
import io.berth.domain.entity.Recorded;
import io.berth.domain.entity.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Is told what the entities of this member have done, each on its own thread: it must be quick and must not fail. */
public interface Witness {
    /** Looks away. */
    Witness NONE = act -> {};

    /** Is told after the events are durable, and before the command is answered. */
    void saw(Act act);

    /** Tells another one too. */
    default Witness and(Witness other) {
        return act -> {
            saw(act);
            other.saw(act);
        };
    }

    /**
     * What an entity has done with one command.
     *
     * @param entity which
     * @param command that it was given
     * @param before its state when the command came
     * @param after its state with the events
     * @param sequence of its last event
     * @param events that were recorded
     * @param refusal of the command, if it was refused
     * @param deciding how long the rules took
     * @param recording from the decision until the events were durable; zero if there were none
     */
    record Act(
            EntityRef entity,
            EntityCommand command,
            EntityState before,
            EntityState after,
            long sequence,
            List<? extends Recorded<?>> events,
            Optional<Rejection> refusal,
            Duration deciding,
            Duration recording) {}
}
