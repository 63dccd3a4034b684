package io.berth.domain.traffic;

import io.berth.domain.fleet.FleetView;
import io.berth.domain.service.ServiceState;
import io.berth.domain.service.Task;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.ProxyProtocol;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The published ports of one service and who answers for them: all that an agent must know to balance them.
 *
 * @param service whose ports they are
 * @param ports none if the service publishes nothing, or is gone
 */
public record ServiceEndpoints(ServiceId service, List<PortEndpoints> ports) {
    public ServiceEndpoints {
        ports = List.copyOf(ports);
    }

    /** Whether the service has ports that the mesh answers. */
    public static boolean isPublished(ServiceState state) {
        return state.exists() && published(state).findAny().isPresent();
    }

    /**
     * The endpoints of a service. A task counts from when it is seen running, which means healthy if it has a check,
     * until it is seen to have ended; one that is not wanted any more drains until then.
     *
     * @param fleet where the addresses of nodes come from
     */
    public static ServiceEndpoints of(ServiceState state, FleetView fleet) {
        if (!isPublished(state)) {
            return new ServiceEndpoints(state.id(), List.of());
        }
        List<Task> answering = state.tasks().values().stream()
                .filter(task -> task.status().state() == TaskState.RUNNING)
                .sorted(Comparator.comparing(Task::id))
                .toList();
        List<PortEndpoints> ports = new ArrayList<>();
        published(state)
                .forEach(port -> ports.add(new PortEndpoints(
                        port,
                        answering.stream()
                                .flatMap(task -> endpoint(state, port, task, fleet).stream())
                                .toList())));
        return new ServiceEndpoints(state.id(), ports);
    }

    private static Stream<PortSpec> published(ServiceState state) {
        return state.spec().ports().stream().filter(port -> port.mode() == PublishMode.INGRESS && port.published() > 0);
    }

    private static Optional<Endpoint> endpoint(ServiceState state, PortSpec port, Task task, FleetView fleet) {
        return task.status().ports().stream()
                .filter(host ->
                        host.target() == port.target() && host.protocol().equals(port.protocol()))
                .findFirst()
                .map(host -> new Endpoint(
                        task.id(),
                        task.node(),
                        fleet.node(task.node())
                                .map(node -> node.info().address())
                                .orElse(""),
                        host.published(),
                        proxyProtocol(state, port, task),
                        !task.isWanted()));
    }

    /** What the task's own revision says: it knows of no other. */
    private static ProxyProtocol proxyProtocol(ServiceState state, PortSpec port, Task task) {
        return Optional.ofNullable(state.specs().get(task.revision())).stream()
                .flatMap(spec -> spec.ports().stream())
                .filter(own -> own.target() == port.target() && own.protocol().equals(port.protocol()))
                .map(PortSpec::proxyProtocol)
                .findFirst()
                .orElse(port.proxyProtocol());
    }

    /** Whether the address of every endpoint is known. */
    public boolean isResolved() {
        return endpoints().noneMatch(endpoint -> endpoint.address().isEmpty());
    }

    /** The tasks that are about to stop. */
    public Stream<TaskId> draining() {
        return endpoints().filter(Endpoint::isDraining).map(Endpoint::task).distinct();
    }

    Stream<Endpoint> endpoints() {
        return ports.stream().flatMap(port -> port.endpoints().stream());
    }
}
