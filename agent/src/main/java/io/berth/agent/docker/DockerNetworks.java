package io.berth.agent.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.model.ContainerNetwork;
import io.berth.agent.runtime.ContainerException;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.TaskId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bridge networks of tasks on this engine: made when the first task joins, removed after the last one. */
final class DockerNetworks {
    private static final Logger LOG = LoggerFactory.getLogger(DockerNetworks.class);
    /** Networks that every engine has. */
    private static final Set<String> PREDEFINED = Set.of("bridge", "host", "none");

    private final DockerClient client;
    private final Map<String, Set<TaskId>> users = new HashMap<>();

    DockerNetworks(DockerClient client) {
        this.client = client;
    }

    static boolean isPredefined(String network) {
        return PREDEFINED.contains(network);
    }

    /** Makes the task's networks that do not exist yet. */
    synchronized void join(TaskAssignment task) {
        for (String network : task.template().networks()) {
            if (isPredefined(network)) {
                continue;
            }
            Set<TaskId> tasks = users.computeIfAbsent(network, name -> new HashSet<>());
            if (tasks.isEmpty()) {
                ensure(network);
            }
            tasks.add(task.task());
        }
    }

    /** Counts an adopted task, whose networks exist. */
    synchronized void adopt(TaskAssignment task) {
        task.template().networks().stream()
                .filter(network -> !isPredefined(network))
                .forEach(network ->
                        users.computeIfAbsent(network, name -> new HashSet<>()).add(task.task()));
    }

    /** Removes the networks that no task of ours needs any more; one that others use stays. */
    synchronized void leave(TaskAssignment task) {
        for (String network : task.template().networks()) {
            Set<TaskId> tasks = users.getOrDefault(network, Set.of());
            if (tasks.contains(task.task()) && tasks.size() == 1) {
                users.remove(network);
                try {
                    DockerCalls.runIfThere(
                            () -> client.removeNetworkCmd(network).exec());
                } catch (ContainerException inUse) {
                    LOG.debug("network={} stays: {}", network, inUse.getMessage());
                }
            } else if (tasks.size() > 1) {
                tasks.remove(task.task());
            }
        }
    }

    /** Joins a created container to one more network. */
    void connect(String containerId, String network, TaskAssignment task) {
        DockerCalls.run(() -> client.connectToNetworkCmd()
                .withContainerId(containerId)
                .withNetworkId(network)
                .withContainerNetwork(new ContainerNetwork().withAliases(aliases(task)))
                .exec());
    }

    /** Names by which other containers find the task: its service's, with and without the stack's prefix. */
    static List<String> aliases(TaskAssignment task) {
        String name = task.service().name();
        String prefix = task.serviceLabels().getOrDefault(ServiceSpec.STACK_LABEL, "") + "_";
        return name.startsWith(prefix) && name.length() > prefix.length()
                ? List.of(name.substring(prefix.length()), name)
                : List.of(name);
    }

    private void ensure(String network) {
        boolean exists = DockerCalls.find(
                        () -> client.inspectNetworkCmd().withNetworkId(network).exec())
                .isPresent();
        if (exists) {
            return;
        }
        DockerCalls.run(() -> {
            try {
                client.createNetworkCmd()
                        .withName(network)
                        .withDriver("bridge")
                        .withCheckDuplicate(true)
                        .withLabels(Map.of(DockerLabels.NETWORK, network))
                        .exec();
            } catch (ConflictException madeMeanwhile) {
                LOG.debug("network={} was made by another", network);
            }
        });
    }
}
