package io.berth.domain.traffic;

import io.berth.domain.fleet.NodeId;

/**
 * A published port that a node does not answer.
 *
 * @param node which
 * @param problem what and why
 */
public record NodeProblem(NodeId node, PortProblem problem) {}
