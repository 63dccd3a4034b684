package io.berth.domain.spec;

import java.time.Duration;

/**
 * What follows when a task ends by itself. Defaults are Swarm's.
 *
 * @param condition which ends are followed by a restart
 * @param delay from the end to the restart
 * @param maxAttempts restarts of one slot, at most; 0 for no limit
 * @param window in which attempts are counted; zero for ever
 * @param place whether a restart is a new task or happens inside the task
 */
public record RestartPolicy(Condition condition, Duration delay, int maxAttempts, Duration window, Place place) {
    public static final RestartPolicy DEFAULT =
            new RestartPolicy(Condition.ANY, Duration.ofSeconds(5), 0, Duration.ZERO, Place.NEW_TASK);

    /** Which ends are followed by a restart. */
    public enum Condition {
        NONE,
        ON_FAILURE,
        ANY
    }

    /** How a restart is done. */
    public enum Place {
        /** A new task in the same slot, on any node: Swarm's way. */
        NEW_TASK,
        /** The agent restarts the container and counts, also offline: Kubernetes' way. */
        IN_PLACE
    }
}
