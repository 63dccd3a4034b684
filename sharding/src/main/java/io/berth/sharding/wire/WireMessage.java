package io.berth.sharding.wire;

import io.berth.domain.command.NodeCommand;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.EntityRef;
import java.util.Optional;

/** Messages that hold references to actors, with the references as text. */
sealed interface WireMessage {
    record Execute(EntityCommand command, Cause cause, Optional<String> replyTo) implements WireMessage {}

    record Attach(NodeCommand.Connect command, String agent, String replyTo) implements WireMessage {}

    record AgentSays(NodeCommand command, String replyTo) implements WireMessage {}

    record Describe(String replyTo) implements WireMessage {}

    record Knock(String replyTo) implements WireMessage {}

    record AskDirectory(EntityRef.Kind kind, String after, String replyTo) implements WireMessage {}
}
