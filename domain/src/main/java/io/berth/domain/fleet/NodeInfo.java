package io.berth.domain.fleet;

import io.berth.domain.resource.Resources;
import io.berth.domain.spec.Platform;
import java.util.Map;
import java.util.Set;

/**
 * What an agent says of its machine when it connects.
 *
 * @param hostname of the machine
 * @param address where the machine is reached by others, an IP address
 * @param platform of its programs
 * @param runtimes names of the container runtimes that work there
 * @param engineVersion of the container engine, empty without one
 * @param engineLabels set in the engine's configuration
 * @param capacity what tasks may reserve in all
 * @param isManager whether a member runs on the same machine
 */
public record NodeInfo(
        String hostname,
        String address,
        Platform platform,
        Set<String> runtimes,
        String engineVersion,
        Map<String, String> engineLabels,
        Resources capacity,
        boolean isManager) {
    public NodeInfo {
        runtimes = Set.copyOf(runtimes);
        engineLabels = Map.copyOf(engineLabels);
    }
}
