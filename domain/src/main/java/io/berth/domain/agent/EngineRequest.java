package io.berth.domain.agent;

import io.berth.domain.task.TaskId;
import java.util.Optional;

/**
 * One call of a node's container engine.
 *
 * @param call what is asked
 * @param task whose container it is about; empty for a call about the node
 * @param container the engine's id of the container, which must be one of the task's; empty for the task's first one
 * @param exec the engine's id of the program, for calls about one
 * @param query parameters in the engine's form, without the question mark
 * @param body JSON, empty for none
 */
public record EngineRequest(
        EngineCall call, Optional<TaskId> task, String container, String exec, String query, String body) {
    /** About the whole node. */
    public static EngineRequest ofNode(EngineCall call, String query) {
        return new EngineRequest(call, Optional.empty(), "", "", query, "");
    }

    /** About one container of a task. */
    public static EngineRequest ofContainer(EngineCall call, TaskId task, String container, String query, String body) {
        return new EngineRequest(call, Optional.of(task), container, "", query, body);
    }

    /** About a program in one of the task's containers. */
    public static EngineRequest ofExec(EngineCall call, TaskId task, String exec, String query, String body) {
        return new EngineRequest(call, Optional.of(task), "", exec, query, body);
    }
}
