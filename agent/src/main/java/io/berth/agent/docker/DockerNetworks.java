package io.berth.agent.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Network;
import io.berth.agent.retention.Retention;
import io.berth.agent.runtime.ContainerException;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.TaskId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bridge networks of tasks on this engine: made for the first task that needs them, removed some time after the last
 * one has ended, so that a task that is replaced finds its network again. Networks that somebody else has made are
 * joined and never removed.
 */
final class DockerNetworks {
    private static final Logger LOG = LoggerFactory.getLogger(DockerNetworks.class);
    /** Networks that every engine has and on which it gives no names. */
    private static final Set<String> NAMELESS = Set.of("bridge", "default");
    /** Not networks but the lack of one of their own. */
    private static final Set<String> BORROWED = Set.of("host", "none");

    private static final List<String> MAY_RUN = List.of("created", "running", "paused", "restarting");

    private final DockerClient client;
    private final NodeId node;
    private final Retention<String> unused;
    private final Map<String, Set<TaskId>> users = new HashMap<>();
    private final Set<String> made = new HashSet<>();

    /** @param limits of networks that no task needs */
    DockerNetworks(DockerClient client, NodeId node, Retention.Limits limits) {
        this.client = client;
        this.node = node;
        this.unused = new Retention<>(limits);
    }

    /** Takes over the networks that an earlier agent of this node has made; tasks that need them say so later. */
    void adopt(Instant now) {
        ours().forEach(network -> unused.keep(network, node, now));
    }

    /** The task needs its networks from now on: those that do not exist yet are made. */
    synchronized void use(TaskAssignment task) {
        for (String network : shared(task)) {
            users.computeIfAbsent(network, name -> new HashSet<>()).add(task.task());
            unused.release(network);
            if (!made.contains(network)) {
                ensure(network);
                made.add(network);
            }
        }
    }

    /** The task has ended and needs no network any more. */
    synchronized void leave(TaskAssignment task, Instant now) {
        for (String network : shared(task)) {
            Set<TaskId> tasks = users.getOrDefault(network, Set.of());
            if (tasks.contains(task.task()) && tasks.size() == 1) {
                users.remove(network);
                unused.keep(network, node, now);
            } else if (tasks.size() > 1) {
                tasks.remove(task.task());
            }
        }
    }

    /** Looks again whether the task's networks exist, before the next task needs them. */
    synchronized void doubt(TaskAssignment task) {
        shared(task).forEach(made::remove);
    }

    /** Removes the networks that no task has needed for some time. */
    synchronized void tidy(Instant now) {
        for (String network : unused.due(now)) {
            unused.release(network);
            if (ours().contains(network)) {
                remove(network, now);
            }
        }
    }

    private void remove(String network, Instant now) {
        try {
            if (isInUse(network)) {
                unused.keep(network, node, now);
                return;
            }
            boolean wasThere = DockerCalls.runIfThere(
                    () -> client.removeNetworkCmd(network).exec());
            made.remove(network);
            LOG.debug("network={} removed, was there: {}", network, wasThere);
        } catch (ContainerException refused) {
            unused.keep(network, node, now);
            LOG.warn("network={} cannot be removed, tried again: {}", network, refused.getMessage());
        }
    }

    /** Another program or agent may have joined; what it has not started yet would start without the network. */
    private boolean isInUse(String network) {
        List<Container> joined = DockerCalls.call(() -> client.listContainersCmd()
                .withShowAll(true)
                .withNetworkFilter(List.of(network))
                .withStatusFilter(MAY_RUN)
                .exec());
        return joined.stream().anyMatch(container -> !isLeftOver(container));
    }

    /** What this node has created and no task needs will never be started. */
    private boolean isLeftOver(Container container) {
        return "created".equals(container.getState())
                && node.value().equals(container.getLabels().get(DockerLabels.NODE));
    }

    private List<String> ours() {
        List<Network> networks = DockerCalls.call(() -> client.listNetworksCmd()
                .withFilter("label", List.of(DockerLabels.NODE + "=" + node, DockerLabels.NETWORK))
                .exec());
        return networks.stream().map(Network::getName).toList();
    }

    /** Joins a created container, which has the first of the task's networks, to the others. */
    void connectOthers(String containerId, TaskAssignment task) {
        task.template().networks().stream()
                .skip(1)
                .forEach(network -> DockerCalls.run(() -> client.connectToNetworkCmd()
                        .withContainerId(containerId)
                        .withNetworkId(network)
                        .withContainerNetwork(new ContainerNetwork().withAliases(aliases(task, network)))
                        .exec()));
    }

    /** Whether the task's containers borrow the node's network or have none. */
    static boolean isBorrowed(TaskAssignment task) {
        return task.template().networks().stream().anyMatch(BORROWED::contains);
    }

    /** Refuses networks on which the task could not be reached as its spec promises. */
    static void check(TaskAssignment task) {
        List<String> networks = task.template().networks();
        networks.stream().filter(NAMELESS::contains).findFirst().ifPresent(network -> {
            throw new ContainerException("cannot join network " + network
                    + ": the engine gives no names on it, so services would not find each other;"
                    + " name a network of your own, or none at all for the engine's default");
        });
        if (isBorrowed(task) && networks.size() > 1) {
            throw new ContainerException(
                    "cannot join networks " + networks + " together: host and none stand for themselves");
        }
        if (isBorrowed(task) && !task.ports().isEmpty()) {
            throw new ContainerException(
                    "cannot publish port " + task.ports().getFirst().target() + "/"
                            + task.ports().getFirst().protocol() + " from network " + networks.getFirst()
                            + ": it has no ports of its own; leave out the port or join another network");
        }
    }

    /**
     * Names by which other containers find the task: its service's, with and without the stack's prefix, and both with
     * {@code tasks.} before them, as in Swarm; then those that the spec gives it on this network.
     */
    static List<String> aliases(TaskAssignment task, String network) {
        List<String> own = task.template().aliases().getOrDefault(network, List.of());
        return Stream.concat(ofService(task).stream(), own.stream()).distinct().toList();
    }

    private static List<String> ofService(TaskAssignment task) {
        String name = task.service().name();
        String prefix = task.serviceLabels().getOrDefault(ServiceSpec.STACK_LABEL, "") + "_";
        List<String> names = name.startsWith(prefix) && name.length() > prefix.length()
                ? List.of(name.substring(prefix.length()), name)
                : List.of(name);
        return Stream.concat(names.stream(), names.stream().map(each -> "tasks." + each))
                .toList();
    }

    private static List<String> shared(TaskAssignment task) {
        return task.template().networks().stream()
                .filter(network -> !BORROWED.contains(network))
                .toList();
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
                        .withLabels(Map.of(DockerLabels.NETWORK, network, DockerLabels.NODE, node.value()))
                        .exec();
            } catch (ConflictException madeMeanwhile) {
                LOG.debug("network={} was made by another", network);
            }
        });
    }
}
