package io.berth.sharding.agents;

import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.entity.Rejection;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.task.TaskId;
import io.berth.link.TaskFile;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The node entities, as the sessions of agents see them. Called from threads that serve connections, so no method may
 * block.
 */
public interface NodeGate {
    /** How many connections the node has had; fails if it does not answer. */
    CompletionStage<Long> incarnation(NodeId node);

    /**
     * Asks the node to let an agent in; {@code command} carries a session id that no other session has ever had. May be
     * asked again in the same session.
     *
     * @param instructions takes what the agent is told, from any thread; what it cannot deliver is lost, as the node
     *     says it again
     * @return why the node refuses, if it does; fails if it is not known what became of it
     */
    CompletionStage<Optional<Rejection>> connect(
            NodeId node, NodeCommand.Connect command, Consumer<AgentInstruction> instructions);

    /** Passes on what the agent says, or that its connection has ended; answers as {@link #connect}. */
    CompletionStage<Optional<Rejection>> ask(NodeId node, NodeCommand command);

    /** A session is over, exactly once for each that was connected; nothing is told to its agent any more. */
    void ended(String session);

    /**
     * The values of the secrets and configs of a task; fails with a text for the agent's log if the node's books do not
     * hold the task.
     */
    CompletionStage<List<TaskFile>> files(NodeId node, TaskId task);
}
