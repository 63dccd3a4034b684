package io.berth.domain.spec;

import java.time.Duration;

/**
 * How a service goes from one revision to the next. Defaults are Swarm's.
 *
 * @param parallelism slots that are replaced at once; 0 for all
 * @param delay from a slot's new task running to the next slot
 * @param onFailure what follows when too many new tasks fail
 * @param monitor how long a new task is watched for failure once it runs
 * @param maxFailureRatio failed / replaced slots that are tolerated, 0..1
 * @param order whether the old task stops before the new one starts
 */
public record RolloutPolicy(
        int parallelism,
        Duration delay,
        FailureAction onFailure,
        Duration monitor,
        double maxFailureRatio,
        Order order) {
    public static final RolloutPolicy DEFAULT =
            new RolloutPolicy(1, Duration.ZERO, FailureAction.PAUSE, Duration.ofSeconds(5), 0.0, Order.STOP_FIRST);

    /** What follows when too many new tasks fail. */
    public enum FailureAction {
        PAUSE,
        CONTINUE,
        ROLLBACK
    }

    /** Which of the two tasks of a slot goes first. */
    public enum Order {
        STOP_FIRST,
        START_FIRST
    }
}
