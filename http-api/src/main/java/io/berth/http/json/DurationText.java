package io.berth.http.json;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people and Docker write them: {@code 1m30s}, {@code 250ms}, {@code 1.5h}. */
public final class DurationText {
    private static final Pattern PART = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?)(ns|us|ms|s|m|h|d)");
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private DurationText() {}

    /** Reads {@code 1m30s}, or ISO 8601 such as {@code PT90S}; empty if the text is neither, or negative. */
    public static Optional<Duration> parse(String text) {
        if (text.toUpperCase(Locale.ROOT).startsWith("P")) {
            return iso(text);
        }
        Matcher part = PART.matcher(text);
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        while (end < text.length() && part.find(end) && part.start() == end) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(nanosOf(part.group(2)))));
            end = part.end();
        }
        if (text.isEmpty() || end < text.length()) {
            return text.equals("0") ? Optional.of(Duration.ZERO) : Optional.empty();
        }
        BigDecimal[] seconds = nanos.divideAndRemainder(BigDecimal.valueOf(NANOS_PER_SECOND));
        return Optional.of(Duration.ofSeconds(seconds[0].longValue(), seconds[1].longValue()));
    }

    /** The shortest text that {@link #parse} reads as the same duration. */
    public static String of(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        append(text, duration.toHours(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        append(text, duration.toNanosPart() % 1_000_000, "ns");
        return text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount != 0) {
            text.append(amount).append(unit);
        }
    }

    private static Optional<Duration> iso(String text) {
        try {
            return Optional.of(Duration.parse(text)).filter(duration -> !duration.isNegative());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static long nanosOf(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us" -> 1_000;
            case "ms" -> 1_000_000;
            case "s" -> NANOS_PER_SECOND;
            case "m" -> 60 * NANOS_PER_SECOND;
            case "h" -> 3_600 * NANOS_PER_SECOND;
            case "d" -> 86_400 * NANOS_PER_SECOND;
            default -> throw new IllegalArgumentException(unit);
        };
    }
}
