package io.berth.agent.ingress;

import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.task.TaskId;
import io.berth.domain.traffic.Endpoint;
import io.berth.domain.traffic.PortEndpoints;
import io.berth.domain.traffic.ServiceEndpoints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the member has said of the ports of all services. It is kept while no member can be reached. */
final class EndpointTable {
    private final NodeId node;
    private final Map<ServiceId, ServiceEndpoints> services = new HashMap<>();
    private boolean isFollowed;

    /** @param node whose table it is */
    EndpointTable(NodeId node) {
        this.node = node;
    }

    void put(ServiceEndpoints service) {
        if (service.ports().isEmpty()) {
            services.remove(service.service());
        } else {
            services.put(service.service(), service);
        }
    }

    /** No others have ports. */
    void retain(Set<ServiceId> all) {
        services.keySet().retainAll(all);
        isFollowed = true;
    }

    /** Whether a member has ever told all. */
    boolean isFollowed() {
        return isFollowed;
    }

    /** All published ports with the endpoints of other nodes that take something new. */
    Map<PortKey, List<Endpoint>> elsewhere() {
        Map<PortKey, List<Endpoint>> ports = new HashMap<>();
        services.values().stream()
                .flatMap(service -> service.ports().stream())
                .forEach((PortEndpoints port) -> ports.computeIfAbsent(
                                PortKey.of(port.port()), any -> new ArrayList<>())
                        .addAll(port.endpoints().stream()
                                .filter(endpoint -> !endpoint.node().equals(node)
                                        && !endpoint.isDraining()
                                        && !endpoint.address().isEmpty())
                                .toList()));
        return ports;
    }

    /** Every task that is about to stop, of any node. */
    Set<TaskId> draining() {
        Set<TaskId> draining = new HashSet<>();
        services.values().stream().flatMap(ServiceEndpoints::draining).forEach(draining::add);
        return draining;
    }

    /** The published ports. */
    Stream<PortKey> ports() {
        return services.values().stream()
                .flatMap(service -> service.ports().stream())
                .map(port -> PortKey.of(port.port()));
    }
}
