package io.berth.agent.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerPort;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports.Binding;
import io.berth.agent.runtime.ContainerException;
import io.berth.agent.runtime.ContainerPlan;
import io.berth.agent.runtime.ContainerRef;
import io.berth.agent.runtime.FoundContainer;
import io.berth.agent.runtime.FoundContainer.Health;
import io.berth.agent.runtime.FoundContainer.Phase;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.task.HostPort;
import io.berth.domain.task.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what the engine says of containers of ours. */
final class DockerContainers {
    private static final Pattern EXIT = Pattern.compile("Exited \\((\\d+)\\)");
    private static final int UNKNOWN_EXIT = 137;

    private final DockerClient client;
    private final NodeId node;

    DockerContainers(DockerClient client, NodeId node) {
        this.client = client;
        this.node = node;
    }

    /**
     * What there is of this node.
     *
     * @param containers of tasks; those of a pod with the ports of its holder
     * @param lost tasks whose holder has ended
     */
    record Listing(List<FoundContainer> containers, List<TaskId> lost) {}

    /** All containers of this node, in one call. */
    Listing list() {
        List<Container> all = DockerCalls.call(() -> client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(DockerLabels.NODE, node.value()))
                .exec());
        Map<TaskId, List<HostPort>> held = new HashMap<>();
        List<TaskId> lost = new ArrayList<>();
        for (Container container : all) {
            DockerLabels.heldTask(container.getLabels()).ifPresent(task -> {
                held.put(task, ports(container));
                if (phase(container) == Phase.EXITED) {
                    lost.add(task);
                }
            });
        }
        return new Listing(
                all.stream().flatMap(found -> found(found, held).stream()).toList(), lost);
    }

    private static Optional<FoundContainer> found(Container container, Map<TaskId, List<HostPort>> held) {
        String status = String.valueOf(container.getStatus());
        Matcher exit = EXIT.matcher(status);
        int code = exit.find() ? Integer.parseInt(exit.group(1)) : UNKNOWN_EXIT;
        return DockerLabels.ref(container.getLabels(), container.getId())
                .map(ref -> new FoundContainer(
                        ref, phase(container), code, health(status), held.getOrDefault(ref.task(), ports(container))));
    }

    private static Phase phase(Container container) {
        return switch (String.valueOf(container.getState())) {
            case "created" -> Phase.CREATED;
            case "running", "paused", "restarting" -> Phase.RUNNING;
            default -> Phase.EXITED;
        };
    }

    private static Health health(String status) {
        if (status.contains("(healthy)")) {
            return Health.HEALTHY;
        }
        if (status.contains("(unhealthy)")) {
            return Health.UNHEALTHY;
        }
        return status.contains("(health: starting)") ? Health.STARTING : Health.UNCHECKED;
    }

    private static List<HostPort> ports(Container container) {
        ContainerPort[] ports = container.getPorts();
        return Stream.of(ports == null ? new ContainerPort[0] : ports)
                .filter(port -> port.getPublicPort() != null && port.getPrivatePort() != null)
                .map(port -> new HostPort(String.valueOf(port.getType()), port.getPrivatePort(), port.getPublicPort()))
                .distinct()
                .toList();
    }

    /** Where the plan's ports are reached; none if the container has ended already. Asks only if the engine chose one. */
    List<HostPort> ports(ContainerPlan plan, String id) {
        List<PortSpec> wanted = plan.ports();
        if (wanted.stream().noneMatch(DockerCreation::isChosenByEngine)) {
            return wanted.stream()
                    .map(port -> new HostPort(port.protocol(), port.target(), port.published()))
                    .toList();
        }
        InspectContainerResponse container =
                DockerCalls.call(() -> client.inspectContainerCmd(id).exec());
        if (!Boolean.TRUE.equals(container.getState().getRunning())) {
            return List.of();
        }
        Map<ExposedPort, Binding[]> bound =
                container.getNetworkSettings().getPorts().getBindings();
        return wanted.stream().map(port -> bound(port, bound)).toList();
    }

    private static HostPort bound(PortSpec port, Map<ExposedPort, Binding[]> all) {
        Binding[] bindings = all.get(DockerCreation.exposed(port));
        if (bindings == null || bindings.length == 0) {
            throw new ContainerException("the engine has bound no port of this node for " + port.target() + "/"
                    + port.protocol() + " of the container");
        }
        return new HostPort(port.protocol(), port.target(), Integer.parseInt(bindings[0].getHostPortSpec()));
    }

    OptionalInt exitCode(ContainerRef container) {
        return DockerCalls.find(
                        () -> client.inspectContainerCmd(container.runtimeId()).exec())
                .map(found -> Boolean.TRUE.equals(found.getState().getRunning())
                        ? OptionalInt.empty()
                        : OptionalInt.of(exitCode(found.getState().getExitCodeLong())))
                .orElse(OptionalInt.of(UNKNOWN_EXIT));
    }

    private static int exitCode(Long code) {
        return code == null ? UNKNOWN_EXIT : code.intValue();
    }
}
