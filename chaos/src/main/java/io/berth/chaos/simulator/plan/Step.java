package io.berth.chaos.simulator.plan;

import java.time.Duration;
import java.util.Locale;

/** Something that users or fate do at some time. */
public record Step(Duration at, Action action) {
    /** What can be done. */
    public sealed interface Action permits Wish, Fault, Outcast {}

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%7.3f  %s", at.toMillis() / 1e3, action);
    }

    /** A time for people. */
    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f s", duration.toMillis() / 1e3);
    }
}
