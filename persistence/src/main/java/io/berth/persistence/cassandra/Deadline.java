package io.berth.persistence.cassandra;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A moment after which something is given up. */
record Deadline(long nanos) {
    private static final long FIRST_PAUSE_MS = 30;
    private static final long LONGEST_PAUSE_MS = 1_000;

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    boolean isOver() {
        return left().isNegative() || left().isZero();
    }

    Duration left() {
        return Duration.ofNanos(nanos - System.nanoTime());
    }

    /** The time left, but not more than {@code most} and not nothing. */
    Duration leftUpTo(Duration most) {
        Duration left = left();
        Duration least = Duration.ofMillis(1);
        return left.compareTo(least) < 0 ? least : left.compareTo(most) < 0 ? left : most;
    }

    /** Waits before try number {@code attempt}, from 1: longer each time, and not over the deadline. */
    void pause(int attempt) {
        long wished = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(attempt - 1, 10));
        long end = Math.min(nanos, System.nanoTime() + Duration.ofMillis(wished).toNanos());
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
