package io.berth.agent.node;

import io.berth.agent.retention.Retention;
import java.time.Duration;

/**
 * How long an agent keeps what nobody needs any more.
 *
 * @param tasks ended tasks that the control plane has forgotten: their containers, for the logs, and shared volumes; a
 *     slot of a service is a group
 * @param networks networks that no task needs
 */
public record Leftovers(Retention.Limits tasks, Retention.Limits networks) {
    /**
     * Of a slot as many tasks as Swarm keeps of its history. A network outlives its last task for as long as a
     * replacement takes to come, but only a few do: an engine has addresses for some thirty networks.
     */
    public static final Leftovers DEFAULT = new Leftovers(
            new Retention.Limits(5, 1_000, Duration.ofHours(24)), new Retention.Limits(5, 5, Duration.ofSeconds(30)));
}
