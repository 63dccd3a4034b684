package io.berth.agent.runtime;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets time pass where nothing tells that it is over: between two health checks, or two looks at a growing file. */
public final class Pause {
    private Pause() {}

    /** Waits; an interrupt ends it early. */
    public static void of(Duration time) throws InterruptedException {
        boolean _ = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
