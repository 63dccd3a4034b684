package io.berth.domain.traffic;

import io.berth.domain.task.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that an agent has to say of the traffic through its node; each report replaces the one before.
 *
 * @param draining the tasks that it was told are draining: it sends nothing new to them, and so many of its connections
 *     to each are still open
 * @param stopping tasks of its own node that stop as soon as nobody in the mesh needs them any more
 * @param problems published ports that it cannot answer
 */
public record TrafficReport(Map<TaskId, Integer> draining, Set<TaskId> stopping, List<PortProblem> problems) {
    public static final TrafficReport NONE = new TrafficReport(Map.of(), Set.of(), List.of());

    public TrafficReport {
        draining = Map.copyOf(draining);
        stopping = Set.copyOf(stopping);
        problems = List.copyOf(problems);
    }
}
