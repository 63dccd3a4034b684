package io.berth.domain.spec;

/**
 * A port of a service that is reached from outside.
 *
 * @param name free text, may be empty
 * @param protocol {@code tcp} or {@code udp}
 * @param target the port inside the container, 1..65535
 * @param published the port on the nodes; 0 for one that Berth chooses
 * @param mode who answers on the published port
 */
public record PortSpec(String name, String protocol, int target, int published, PublishMode mode) {
    /** Who answers on a published port. */
    public enum PublishMode {
        /** The agents' proxy, balanced over all healthy tasks; unique in the cluster. */
        INGRESS,
        /** Each task itself, on its own node; unique on a node. */
        HOST
    }
}
