package io.berth.domain.spec;

import java.time.Duration;
import java.util.List;

/**
 * A command that tells whether a container is healthy (exit code 0). As Docker's HEALTHCHECK.
 *
 * @param test {@code ["CMD", program, args...]}, {@code ["CMD-SHELL", line]} or {@code ["NONE"]}
 * @param interval between two runs
 * @param timeout of one run
 * @param startPeriod in which failures do not count
 * @param retries failures in a row that make a container unhealthy
 * @param startInterval between two runs within the start period; zero for {@code interval}
 */
public record HealthCheck(
        List<String> test,
        Duration interval,
        Duration timeout,
        Duration startPeriod,
        int retries,
        Duration startInterval) {
    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    public static final int DEFAULT_RETRIES = 3;

    /** A check whose start period has no interval of its own. */
    public HealthCheck(List<String> test, Duration interval, Duration timeout, Duration startPeriod, int retries) {
        this(test, interval, timeout, startPeriod, retries, Duration.ZERO);
    }

    public HealthCheck {
        test = List.copyOf(test);
    }
}
