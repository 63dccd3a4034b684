package io.berth.domain.traffic;

/**
 * A published port that a node does not answer.
 *
 * @param protocol {@code tcp} or {@code udp}
 * @param port the published one
 * @param text why, for people
 */
public record PortProblem(String protocol, int port, String text) {}
