package io.berth.agent.ingress;

import io.berth.domain.spec.PortSpec;

/**
 * Which port of a node is meant.
 *
 * @param protocol {@code tcp} or {@code udp}
 * @param port the published one
 */
public record PortKey(String protocol, int port) {
    /** The published port of a service. */
    public static PortKey of(PortSpec spec) {
        return new PortKey(spec.protocol(), spec.published());
    }

    @Override
    public String toString() {
        return port + "/" + protocol;
    }
}
