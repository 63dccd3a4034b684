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
 * @param networkOwner runtime id of the container whose network it joins; empty if it has its own
 * @param files its secrets and configs, if it has any
 */
public record ContainerPlan(
        TaskAssignment assignment,
        ContainerSpec container,
        boolean isInit,
        boolean isFirst,
        Optional<String> networkOwner,
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

    public ContainerPlan withNetworkOwner(String runtimeId) {
        return new ContainerPlan(assignment, container, isInit, isFirst, Optional.of(runtimeId), files);
    }
}
