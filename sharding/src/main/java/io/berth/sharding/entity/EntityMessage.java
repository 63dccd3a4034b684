package io.berth.sharding.entity;

import io.berth.domain.command.NodeCommand;
import io.berth.domain.entity.AgentMessage;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.Outcome;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** What an entity's actor receives. */
public sealed interface EntityMessage {
    /**
     * A command, from a client or from another entity.
     *
     * @param replyTo who waits for the outcome; entities do not wait for each other
     */
    record Execute(EntityCommand command, Cause cause, Optional<ActorRef<Outcome>> replyTo) implements EntityMessage {}

    /**
     * An agent has connected to some member: from now on the node's instructions go to {@code agent}.
     *
     * @param command recorded as any other command
     * @param replyTo the member's end of the connection
     */
    record Attach(NodeCommand.Connect command, ActorRef<AgentMessage> agent, ActorRef<Heard> replyTo)
            implements EntityMessage {}

    /** What the agent of a node says through the member that it is connected to, or what that member says of it. */
    record AgentSays(NodeCommand command, ActorRef<Heard> replyTo) implements EntityMessage {}

    /** Asks for the present state; answered as an accepted outcome. Also wakes an entity that does not run. */
    record Describe(ActorRef<Outcome> replyTo) implements EntityMessage {}

    /** Asks only whether the entity is there and has recovered; answered with no refusal. Also wakes it. */
    record Knock(ActorRef<Heard> replyTo) implements EntityMessage {}

    /** The entity's own timer, or a change of the fleet. Never leaves the member. */
    record Tick() implements EntityMessage {}

    /** Sharding asks the entity to stop. Never leaves the member. */
    record Stop() implements EntityMessage {}
}
