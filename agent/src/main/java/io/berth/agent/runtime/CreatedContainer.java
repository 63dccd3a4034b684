package io.berth.agent.runtime;

/**
 * A container that exists and does not run yet.
 *
 * @param runtimeId the runtime's own name for it, empty if it gets one at its start
 * @param hasHealthCheck whether the runtime will give verdicts on its health
 */
public record CreatedContainer(String runtimeId, boolean hasHealthCheck) {}
