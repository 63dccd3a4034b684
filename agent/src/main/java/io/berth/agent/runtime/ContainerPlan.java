package io.berth.agent.runtime;

import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.PortSpec;
import java.util.List;
import java.util.Optional;

/**
 * All that a runtime needs to make one container.
 *
 * @param assignment of the task
 * @param container what to run, its templates expanded
 * @param isInit whether it runs to its end before the others start
 * @param isFirst whether it is the first of its task's containers (init containers not counted)
 * @param files its secrets and configs, if it has any
 */
public record ContainerPlan(
        TaskAssignment assignment,
        ContainerSpec container,
        boolean isInit,
        boolean isFirst,
        Optional<PlacedFiles> files) {
    /** The ports reached from outside; init containers have none. */
    public List<PortSpec> ports() {
        return isInit ? List.of() : assignment.ports();
    }

    /** Unique on the engine; the first container has the task's own name, as in Swarm. */
    public String uniqueName() {
        if (isInit) {
            return assignment.taskName() + "-init-" + container.name();
        }
        return isFirst ? assignment.taskName() : assignment.taskName() + "-" + container.name();
    }

    public ContainerRef ref(String runtimeId) {
        return new ContainerRef(assignment.task(), container.name(), runtimeId);
    }

    /** Whether several containers of the task run at once and share a network that none of them owns. */
    public boolean isPod() {
        return isPod(assignment);
    }

    /** Whether the task's containers share a network that none of them owns. */
    public static boolean isPod(TaskAssignment task) {
        return task.template().containers().size() > 1;
    }
}
