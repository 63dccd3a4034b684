package io.berth.domain.traffic;

import io.berth.domain.task.TaskId;
import java.util.List;
import java.util.Map;

/**
 * What one member says for all agents that are connected to it.
 *
 * @param draining the tasks to which none of them sends anything new, and how many of their connections are open
 * @param problems published ports that some of them cannot answer
 */
public record MeshWord(Map<TaskId, Integer> draining, List<NodeProblem> problems) {
    public static final MeshWord NONE = new MeshWord(Map.of(), List.of());

    public MeshWord {
        draining = Map.copyOf(draining);
        problems = List.copyOf(problems);
    }
}
