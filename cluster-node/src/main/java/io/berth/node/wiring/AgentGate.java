package io.berth.node.wiring;

import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.TaskGroup;
import io.berth.domain.entity.AgentMessage;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Outcome;
import io.berth.domain.entity.Rejection;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.node.Booking;
import io.berth.domain.node.NodeState;
import io.berth.domain.seal.SealedValue;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.FileRef;
import io.berth.domain.task.TaskId;
import io.berth.domain.vault.VaultState;
import io.berth.link.TaskFile;
import io.berth.node.vault.Vault;
import io.berth.sharding.agents.NodeGate;
import io.berth.sharding.entity.Entities;
import io.berth.sharding.entity.Heard;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Leads from the sessions of agents to the node entities, and from secrets to the one node that runs their task. */
final class AgentGate implements NodeGate {
    private final ActorSystem<?> system;
    private final Entities entities;
    private final Vault vault;
    private final Map<String, ActorRef<AgentMessage>> sessions = new ConcurrentHashMap<>();

    AgentGate(ActorSystem<?> system, Entities entities, Vault vault) {
        this.system = system;
        this.entities = entities;
        this.vault = vault;
    }

    /** Ends the actor of a session. */
    private record Ended() implements AgentMessage {}

    @Override
    public CompletionStage<Long> incarnation(NodeId node) {
        return entities.describe(node.ref()).thenCompose(outcome -> switch (outcome) {
            case Outcome.Accepted(NodeState state, var _) -> CompletableFuture.completedStage(state.incarnation());
            case Outcome.Accepted _, Outcome.Rejected _, Outcome.Unknown _ ->
                CompletableFuture.failedStage(new IllegalStateException("node %s: %s".formatted(node, outcome)));
        });
    }

    @Override
    public CompletionStage<Optional<Rejection>> connect(
            NodeId node, NodeCommand.Connect command, Consumer<AgentInstruction> instructions) {
        ActorRef<AgentMessage> session = sessions.computeIfAbsent(
                command.session(),
                id -> system.systemActorOf(session(instructions), "agent-session-" + id, Props.empty()));
        return entities.attach(node, command, session).thenApply(Heard::refusal);
    }

    private static Behavior<AgentMessage> session(Consumer<AgentInstruction> instructions) {
        return Behaviors.receiveMessage(message -> {
            if (message instanceof AgentInstruction instruction) {
                instructions.accept(instruction);
            }
            return message instanceof Ended ? Behaviors.stopped() : Behaviors.same();
        });
    }

    @Override
    public CompletionStage<Optional<Rejection>> ask(NodeId node, NodeCommand command) {
        return entities.agentSays(node, command).thenApply(Heard::refusal);
    }

    /** The node watches the actor of the session, so that it hears of the end even if all messages are lost. */
    @Override
    public void ended(String session) {
        Optional.ofNullable(sessions.remove(session)).ifPresent(actor -> actor.tell(new Ended()));
    }

    @Override
    public CompletionStage<List<TaskFile>> files(NodeId node, TaskId task) {
        return entities.describe(node.ref()).thenCompose(outcome -> {
            Optional<TaskGroup> group = outcome instanceof Outcome.Accepted(NodeState state, var _)
                    ? Optional.ofNullable(state.bookings().get(task))
                            .filter(Booking::isLive)
                            .map(booking -> state.groups().get(booking.group()))
                    : Optional.empty();
            return group.map(this::files)
                    .orElseGet(() -> CompletableFuture.failedStage(new IllegalStateException(
                            "node %s has no live task %s in its books".formatted(node, task))));
        });
    }

    private CompletionStage<List<TaskFile>> files(TaskGroup group) {
        String namespace = group.service().namespace();
        Set<FileRef> secrets = new LinkedHashSet<>();
        Set<FileRef> configs = new LinkedHashSet<>();
        Stream.concat(group.template().initContainers().stream(), group.template().containers().stream())
                .forEach((ContainerSpec container) -> {
                    secrets.addAll(container.secrets());
                    configs.addAll(container.configs());
                });
        CompletionStage<List<TaskFile>> all = CompletableFuture.completedStage(List.of());
        for (FileRef secret : secrets) {
            all = all.thenCombine(
                    file(EntityRef.Kind.SECRET, TaskFile.Kind.SECRET, namespace, secret), AgentGate::plus);
        }
        for (FileRef config : configs) {
            all = all.thenCombine(
                    file(EntityRef.Kind.CONFIG, TaskFile.Kind.CONFIG, namespace, config), AgentGate::plus);
        }
        return all;
    }

    private CompletionStage<TaskFile> file(
            EntityRef.Kind kind, TaskFile.Kind fileKind, String namespace, FileRef file) {
        return entities.describe(new EntityRef(kind, namespace + "/" + file.name()))
                .thenApply(outcome ->
                        new TaskFile(fileKind, file.name(), file.version(), vault.open(value(kind, file, outcome))));
    }

    private static SealedValue value(EntityRef.Kind kind, FileRef file, Outcome outcome) {
        return Optional.of(outcome)
                .filter(Outcome.Accepted.class::isInstance)
                .map(accepted -> ((Outcome.Accepted) accepted).state())
                .filter(VaultState.class::isInstance)
                .map(state -> ((VaultState) state).versions().get(file.version()))
                .orElseThrow(() -> new IllegalStateException(
                        "%s %s has no version %d any more".formatted(kind.word(), file.name(), file.version())));
    }

    private static List<TaskFile> plus(List<TaskFile> files, TaskFile file) {
        List<TaskFile> more = new ArrayList<>(files);
        more.add(file);
        return more;
    }
}
