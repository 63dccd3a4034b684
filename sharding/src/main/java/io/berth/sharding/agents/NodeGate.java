package io.berth.sharding.agents;

import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.task.TaskId;
import io.berth.link.TaskFile;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The node entities, as the sessions of agents see them. Called from threads that serve connections, so no method may
 * block. For one session the calls come in order: connect, then any tells, of which the last is the disconnect.
 */
public interface NodeGate {
    /**
     * An agent has connected; {@code command} carries a session id that was never used before.
     *
     * @param instructions takes what the agent is told, from any thread; what it cannot deliver is lost, as the node
     *     says it again at the next connection
     */
    void connect(NodeId node, NodeCommand.Connect command, Consumer<AgentInstruction> instructions);

    /** The agent reports or found orphans, or its connection has ended ({@code Disconnect}, exactly once). */
    void tell(NodeId node, NodeCommand command);

    /**
     * The values of the secrets and configs of a task; fails with a text for the agent's log if the node's books do not
     * hold the task.
     */
    CompletionStage<List<TaskFile>> files(NodeId node, TaskId task);
}
