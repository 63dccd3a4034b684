package io.berth.sharding.agents;

import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.task.TaskId;
import io.berth.link.TaskFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Node entities that only write down what they are told. */
final class RecordingGate implements NodeGate {
    final List<NodeCommand> commands = new CopyOnWriteArrayList<>();
    final List<Consumer<AgentInstruction>> agents = new CopyOnWriteArrayList<>();

    @Override
    public void connect(NodeId node, NodeCommand.Connect command, Consumer<AgentInstruction> instructions) {
        commands.add(command);
        agents.add(instructions);
    }

    @Override
    public void tell(NodeId node, NodeCommand command) {
        commands.add(command);
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
