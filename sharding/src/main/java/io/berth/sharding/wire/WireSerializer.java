package io.berth.sharding.wire;

import com.esotericsoftware.kryo.KryoException;
import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.entity.Outcome;
import io.berth.sharding.directory.DirectoryMessage;
import io.berth.sharding.entity.EntityMessage;
import io.berth.sharding.entity.Heard;
import io.berth.sharding.traffic.MeshMessage;
import java.io.NotSerializableException;
import java.util.Set;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Writes messages between members with Kryo. Carried are entity messages, but those that never leave a member, outcomes,
 * instructions to agents and what directories and the members of the mesh say to each other. The manifest names the message and the wire version, such as {@code execute/1}.
 */
public final class WireSerializer extends SerializerWithStringManifest {
    private static final int IDENTIFIER = 70_103;

    /** Rises with every change of a type on the wire. */
    private static final String VERSION = "/5";

    private static final Set<String> KINDS = Set.of(
            "execute",
            "attach",
            "agent-says",
            "heard",
            "describe",
            "knock",
            "outcome",
            "instruction",
            "directory",
            "mesh");

    private final ExtendedActorSystem system;

    /** Called by Pekko. */
    public WireSerializer(ExtendedActorSystem system) {
        this.system = system;
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        return kind(message) + VERSION;
    }

    private static String kind(Object message) {
        return switch (message) {
            case EntityMessage.Execute _ -> "execute";
            case EntityMessage.Attach _ -> "attach";
            case EntityMessage.AgentSays _ -> "agent-says";
            case Heard _ -> "heard";
            case EntityMessage.Describe _ -> "describe";
            case EntityMessage.Knock _ -> "knock";
            case Outcome _ -> "outcome";
            case AgentInstruction _ -> "instruction";
            case DirectoryMessage _ -> "directory";
            case MeshMessage _ -> "mesh";
            default -> throw refused(message);
        };
    }

    @Override
    public byte[] toBinary(Object message) {
        return WireKryo.write(
                switch (message) {
                    case EntityMessage.Execute(var command, var cause, var replyTo) ->
                        new WireMessage.Execute(command, cause, replyTo.map(this::text));
                    case EntityMessage.Attach(var command, var agent, var replyTo) ->
                        new WireMessage.Attach(command, text(agent), text(replyTo));
                    case EntityMessage.AgentSays(var command, var replyTo) ->
                        new WireMessage.AgentSays(command, text(replyTo));
                    case Heard heard -> heard;
                    case EntityMessage.Describe(var replyTo) -> new WireMessage.Describe(text(replyTo));
                    case EntityMessage.Knock(var replyTo) -> new WireMessage.Knock(text(replyTo));
                    case Outcome outcome -> outcome;
                    case AgentInstruction instruction -> instruction;
                    case DirectoryMessage.Ask(var kind, var after, var replyTo) ->
                        new WireMessage.AskDirectory(kind, after, text(replyTo));
                    case DirectoryMessage news -> news;
                    case MeshMessage news -> news;
                    default -> throw refused(message);
                });
    }

    /**
     * Reads a message of a member of the same wire version.
     *
     * @throws NotSerializableException if the wire version or the bytes are unknown
     */
    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        if (!manifest.endsWith(VERSION) || !KINDS.contains(manifest.replace(VERSION, ""))) {
            throw new NotSerializableException("unknown message " + manifest + ": this member speaks wire version "
                    + VERSION.substring(1) + ", update the older member");
        }
        try {
            return switch (WireKryo.read(bytes)) {
                case WireMessage.Execute(var command, var cause, var replyTo) ->
                    new EntityMessage.Execute(command, cause, replyTo.map(this::<Outcome>ref));
                case WireMessage.Attach(var command, var agent, var replyTo) ->
                    new EntityMessage.Attach(command, ref(agent), ref(replyTo));
                case WireMessage.AgentSays(var command, var replyTo) ->
                    new EntityMessage.AgentSays(command, ref(replyTo));
                case Heard heard -> heard;
                case WireMessage.Describe(var replyTo) -> new EntityMessage.Describe(ref(replyTo));
                case WireMessage.Knock(var replyTo) -> new EntityMessage.Knock(ref(replyTo));
                case Outcome outcome -> outcome;
                case AgentInstruction instruction -> instruction;
                case WireMessage.AskDirectory(var kind, var after, var replyTo) ->
                    new DirectoryMessage.Ask(kind, after, ref(replyTo));
                case DirectoryMessage news -> news;
                case MeshMessage news -> news;
                case Object other -> throw refused(other);
            };
        } catch (KryoException | IllegalArgumentException | ClassCastException e) {
            NotSerializableException unreadable =
                    new NotSerializableException("cannot read " + bytes.length + " bytes of " + manifest + ": " + e);
            unreadable.initCause(e);
            throw unreadable;
        }
    }

    private static IllegalArgumentException refused(Object message) {
        return new IllegalArgumentException(
                message.getClass().getName() + " does not travel between members: give it a kind in WireSerializer");
    }

    private String text(ActorRef<?> ref) {
        return resolver().toSerializationFormat(ref);
    }

    private <T> ActorRef<T> ref(String text) {
        return resolver().resolveActorRef(text);
    }

    private ActorRefResolver resolver() {
        return ActorRefResolver.get(Adapter.toTyped(system));
    }
}
