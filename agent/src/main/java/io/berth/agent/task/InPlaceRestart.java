package io.berth.agent.task;

import io.berth.domain.spec.RestartPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides whether the agent restarts an ended container inside its task. */
final class InPlaceRestart {
    private InPlaceRestart() {}

    /**
     * How long to wait before the restart, or empty if there is none.
     *
     * @param policy of the task
     * @param isInit whether the container is an init container: one that ended well is never restarted
     * @param exitCode of the end
     * @param restarts times of the container's restarts so far
     * @param now when it ended
     */
    static Optional<Duration> delay(
            RestartPolicy policy, boolean isInit, int exitCode, List<Instant> restarts, Instant now) {
        boolean isWanted = switch (policy.place()) {
            case NEW_TASK -> false;
            case IN_PLACE ->
                switch (policy.condition()) {
                    case NONE -> false;
                    case ON_FAILURE -> exitCode != 0;
                    case ANY -> exitCode != 0 || !isInit;
                };
        };
        boolean isAllowed = policy.maxAttempts() == 0 || counted(policy, restarts, now) < policy.maxAttempts();
        return isWanted && isAllowed ? Optional.of(policy.delay()) : Optional.empty();
    }

    private static long counted(RestartPolicy policy, List<Instant> restarts, Instant now) {
        if (policy.window().isZero()) {
            return restarts.size();
        }
        Instant from = now.minus(policy.window());
        return restarts.stream().filter(at -> at.isAfter(from)).count();
    }
}
