package io.berth.http.stream;

import java.time.Duration;

/**
 * What event streams may take of a member.
 *
 * @param keepAlive a stream says its position when nothing else was said for this long
 * @param patience a reader that takes nothing for this long is cut off
 * @param lagMax a reader that had caught up and then falls this many events behind is cut off
 * @param keptEvents the newest events that are kept ready for all readers
 * @param keptBytes about as much memory as these may take
 * @param page a reader is given this many events at once
 */
public record StreamLimits(
        Duration keepAlive, Duration patience, long lagMax, int keptEvents, long keptBytes, int page) {
    /** For a member with thousands of readers. */
    public static final StreamLimits DEFAULT =
            new StreamLimits(Duration.ofSeconds(10), Duration.ofSeconds(30), 10_000, 4_096, 16L << 20, 500);

    /** Often enough to keep the two times. */
    Duration checkInterval() {
        Duration shorter = keepAlive.compareTo(patience) < 0 ? keepAlive : patience;
        return shorter.dividedBy(4);
    }
}
