package io.berth.domain.spec;

/**
 * A port of a service that is reached from outside.
 *
 * @param name free text, may be empty
 * @param protocol {@code tcp} or {@code udp}
 * @param target the port inside the container, 1..65535
 * @param published the port on the nodes; 0 for one that Berth chooses
 * @param mode who answers on the published port
 * @param proxyProtocol how the task is told the client's address; only for tcp in ingress mode
 */
public record PortSpec(
        String name, String protocol, int target, int published, PublishMode mode, ProxyProtocol proxyProtocol) {
    /** Who answers on a published port. */
    public enum PublishMode {
        /** The agents' proxy, balanced over all healthy tasks; unique in the cluster. */
        INGRESS,
        /** Each task itself, on its own node; unique on a node. */
        HOST
    }

    /** What a proxy says of the client before the client's first byte. */
    public enum ProxyProtocol {
        /** Nothing: the task sees the address of the proxy. */
        NONE,
        /** A line of text. */
        V1,
        /** A binary header. */
        V2
    }

    /** A port whose tasks are told nothing of clients. */
    public PortSpec(String name, String protocol, int target, int published, PublishMode mode) {
        this(name, protocol, target, published, mode, ProxyProtocol.NONE);
    }

    public PortSpec withPublished(int newPublished) {
        return new PortSpec(name, protocol, target, newPublished, mode, proxyProtocol);
    }
}
