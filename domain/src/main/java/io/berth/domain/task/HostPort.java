package io.berth.domain.task;

/**
 * Where a port of a container is reached on its node.
 *
 * @param protocol {@code tcp} or {@code udp}
 * @param target the port inside the container, 1..65535
 * @param published the port on the node, 1..65535
 */
public record HostPort(String protocol, int target, int published) {}
