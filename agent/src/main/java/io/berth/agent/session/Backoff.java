package io.berth.agent.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: twice as long each time up to a bound, and never quite the same for two agents. */
final class Backoff {
    static final Duration FIRST = Duration.ofMillis(100);
    static final Duration LONGEST = Duration.ofSeconds(3);

    private final RandomGenerator random;
    private Duration bound = FIRST;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** From half of the present bound to all of it; the bound grows. */
    Duration next() {
        long millis = bound.toMillis();
        Duration doubled = bound.multipliedBy(2);
        bound = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return Duration.ofMillis(random.nextLong(millis / 2, millis + 1));
    }

    /** An attempt has succeeded. */
    void reset() {
        bound = FIRST;
    }
}
