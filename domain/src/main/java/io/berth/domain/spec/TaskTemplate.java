package io.berth.domain.spec;

import io.berth.domain.resource.Resources;
import java.util.List;
import java.util.Map;

/**
 * What every task of a service looks like. A change of it is a rollout; a change of anything else is not.
 *
 * @param initContainers run one after the other to success before the others start
 * @param containers run together on one node, sharing network and {@code SHARED} volumes; at least one
 * @param restart what follows when a task ends
 * @param placement where tasks may go
 * @param networks names of the networks that the tasks join
 * @param aliases further names of the tasks, by network
 * @param runtime {@code docker}, {@code process}, {@code simulated} or empty for whatever the node has
 * @param forceUpdate a counter; raising it replaces all tasks without any other change
 */
public record TaskTemplate(
        List<ContainerSpec> initContainers,
        List<ContainerSpec> containers,
        RestartPolicy restart,
        PlacementSpec placement,
        List<String> networks,
        Map<String, List<String>> aliases,
        String runtime,
        long forceUpdate) {
    public TaskTemplate {
        initContainers = List.copyOf(initContainers);
        containers = List.copyOf(containers);
        networks = List.copyOf(networks);
        aliases = Map.copyOf(aliases);
    }

    /** A template whose tasks have no further names. */
    public TaskTemplate(
            List<ContainerSpec> initContainers,
            List<ContainerSpec> containers,
            RestartPolicy restart,
            PlacementSpec placement,
            List<String> networks,
            String runtime,
            long forceUpdate) {
        this(initContainers, containers, restart, placement, networks, Map.of(), runtime, forceUpdate);
    }

    /** A template of one container with every default. */
    public static TaskTemplate of(ContainerSpec container) {
        return new TaskTemplate(
                List.of(), List.of(container), RestartPolicy.DEFAULT, PlacementSpec.ANYWHERE, List.of(), "", 0);
    }

    /**
     * What a node must have left for one task: the sum of its containers, or the largest init container where that is
     * more, as in Kubernetes (they never run at the same time).
     */
    public Resources reserved() {
        Resources running = containers.stream().map(ContainerSpec::reserved).reduce(Resources.NONE, Resources::plus);
        long nanoCpus = running.nanoCpus();
        long memoryBytes = running.memoryBytes();
        for (ContainerSpec init : initContainers) {
            nanoCpus = Math.max(nanoCpus, init.reserved().nanoCpus());
            memoryBytes = Math.max(memoryBytes, init.reserved().memoryBytes());
        }
        return new Resources(nanoCpus, memoryBytes);
    }

    public TaskTemplate withContainers(List<ContainerSpec> newInit, List<ContainerSpec> newContainers) {
        return new TaskTemplate(newInit, newContainers, restart, placement, networks, aliases, runtime, forceUpdate);
    }

    public TaskTemplate withForceUpdate(long newForceUpdate) {
        return new TaskTemplate(
                initContainers, containers, restart, placement, networks, aliases, runtime, newForceUpdate);
    }
}
