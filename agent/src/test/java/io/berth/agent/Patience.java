package io.berth.agent;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long tests wait for what must come: far longer than it ever takes, so that a busy machine fails none. */
public final class Patience {
    public static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private Patience() {}

    /** Waits for a condition that holds soon. */
    public static ConditionFactory soon() {
        return Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK_EVERY)
                .atMost(LIMIT);
    }
}
