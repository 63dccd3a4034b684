package io.berth.http.docker;

import java.time.Duration;
import java.time.Instant;

/** How long ago, in the words that Docker's clients are used to. */
final class HumanTime {
    private static final long DAY = 24;
    private static final long WEEK = 7 * DAY;
    private static final long MONTH = 30 * DAY;
    private static final long YEAR = 365 * DAY;

    private HumanTime() {}

    static String between(Instant from, Instant to) {
        Duration duration = Duration.between(from, to);
        long seconds = duration.toSeconds();
        if (seconds < 1) {
            return "Less than a second";
        }
        if (seconds < 60) {
            return seconds == 1 ? "1 second" : seconds + " seconds";
        }
        long minutes = duration.toMinutes();
        if (minutes < 60) {
            return minutes == 1 ? "About a minute" : minutes + " minutes";
        }
        long hours = Math.round(duration.toMinutes() / 60.0);
        return hours == 1 ? "About an hour" : hours(hours);
    }

    private static String hours(long hours) {
        if (hours < 2 * DAY) {
            return hours + " hours";
        }
        if (hours < 2 * WEEK) {
            return hours / DAY + " days";
        }
        if (hours < 2 * MONTH) {
            return hours / WEEK + " weeks";
        }
        return hours < 2 * YEAR ? hours / MONTH + " months" : hours / YEAR + " years";
    }
}
