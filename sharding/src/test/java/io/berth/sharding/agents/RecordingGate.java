package io.berth.sharding.agents;

import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.entity.Rejection;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.task.TaskId;
import io.berth.link.TaskFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Node entities that only write down what they are told. */
final class RecordingGate implements NodeGate {
    static final long INCARNATION = 4;

    final List<NodeCommand> commands = new CopyOnWriteArrayList<>();
    final List<Consumer<AgentInstruction>> agents = new CopyOnWriteArrayList<>();
    final List<String> ended = new CopyOnWriteArrayList<>();
    final AtomicInteger renewals = new AtomicInteger();

    /** What nodes answer. */
    volatile Optional<Rejection> refusal = Optional.empty();

    @Override
    public CompletionStage<Long> incarnation(NodeId node) {
        return CompletableFuture.completedFuture(INCARNATION);
    }

    @Override
    public CompletionStage<Optional<Rejection>> connect(
            NodeId node, NodeCommand.Connect command, Consumer<AgentInstruction> instructions) {
        commands.add(command);
        agents.add(instructions);
        return CompletableFuture.completedFuture(refusal);
    }

    @Override
    public CompletionStage<Optional<Rejection>> ask(NodeId node, NodeCommand command) {
        if (command instanceof NodeCommand.Report(var _, var reports) && reports.isEmpty()) {
            renewals.incrementAndGet();
        } else {
            commands.add(command);
        }
        return CompletableFuture.completedFuture(refusal);
    }

    @Override
    public void ended(String session) {
        ended.add(session);
    }

    @Override
    public CompletionStage<List<TaskFile>> files(NodeId node, TaskId task) {
        if (!task.value().equals("mine")) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("task " + task + " is not in the books of node " + node));
        }
        return CompletableFuture.completedFuture(
                List.of(new TaskFile(TaskFile.Kind.SECRET, "password", 2, "hunter2".getBytes(StandardCharsets.UTF_8))));
    }

    <C extends NodeCommand> List<C> told(Class<C> type) {
        return commands.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
