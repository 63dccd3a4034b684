package io.berth.chaos.simulator.world;

import io.berth.domain.command.NodeCommand;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.EntityState;
import io.berth.domain.entity.Outcome;
import java.util.Optional;

/** What an entity receives; the same as the production shell's messages. */
sealed interface Letter {
    /** A command; {@code reply} is where somebody waits for the outcome. */
    record Execute(EntityCommand command, Cause cause, Optional<Port<Outcome>> reply) implements Letter {}

    /** An agent has connected: from now on instructions go through its session. */
    record Attach(NodeCommand.Connect command, Session session, Port<Outcome> reply) implements Letter {}

    /** Asks for the present state. */
    record Describe(Port<EntityState> reply) implements Letter {}

    /** The entity's own timer, or a change of the fleet. */
    record Tick() implements Letter {}
}
