package io.berth.domain.traffic;

import io.berth.domain.spec.PortSpec;
import java.util.List;

/**
 * A port that every node of the mesh answers, and the tasks behind it.
 *
 * @param port published in ingress mode
 * @param endpoints by task
 */
public record PortEndpoints(PortSpec port, List<Endpoint> endpoints) {
    public PortEndpoints {
        endpoints = List.copyOf(endpoints);
    }
}
