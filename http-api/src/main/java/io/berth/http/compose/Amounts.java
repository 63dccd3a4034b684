package io.berth.http.compose;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations, sizes, shares of processors and file modes as compose files write them. */
final class Amounts {
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L,
            "d", 86_400_000_000_000L,
            "w", 604_800_000_000_000L);
    private static final String NUMBER = "[0-9]{1,15}(?:\\.[0-9]{1,9})?";
    private static final Pattern PART = Pattern.compile("(" + NUMBER + ")(ns|us|µs|ms|s|m|h|d|w)");
    private static final Pattern SIZE = Pattern.compile("(" + NUMBER + ") ?([kmgtp]?)i?b?", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 64;

    private Amounts() {}

    /** Such as {@code 1m30s}. */
    static Duration duration(String text) {
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(shortened(text));
        int end = 0;
        while (part.find() && part.start() == end) {
            BigDecimal unit = BigDecimal.valueOf(NANOS.getOrDefault(part.group(2), 0L));
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(unit));
            end = part.end();
        }
        boolean isWhole = end == text.length() && end > 0;
        if (!isWhole && !text.equals("0")) {
            throw new IllegalArgumentException("\"" + text + "\" must be a duration with units, such as 10s or 1m30s");
        }
        return Duration.ofNanos(exact(text, nanos));
    }

    /** Bytes of a size such as {@code 512M}; units are powers of 1,024, as in Docker. */
    static long size(String text) {
        Matcher size = SIZE.matcher(shortened(text));
        if (!size.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" must be a size such as 512M or 1.5G");
        }
        String unit = size.group(2).toLowerCase(Locale.ROOT);
        int power = unit.isEmpty() ? 0 : "kmgtp".indexOf(unit) + 1;
        return exact(text, new BigDecimal(size.group(1)).multiply(BigDecimal.valueOf(1L << (10 * power))));
    }

    /** Billionths of a core, from cores such as {@code 0.5}. */
    static long nanoCpus(String text) {
        if (!shortened(text).matches(NUMBER + "|\\.[0-9]{1,9}")) {
            throw new IllegalArgumentException("\"" + text + "\" must be a number of cores such as 0.5");
        }
        return exact(text, new BigDecimal(text).movePointRight(9));
    }

    /** Permission bits: octal with a leading 0, decimal otherwise, as Docker reads them. */
    static int fileMode(String text) {
        String digits = shortened(text);
        try {
            if (digits.startsWith("0o")) {
                return Integer.parseInt(digits.substring(2), 8);
            }
            return Integer.parseInt(digits, digits.startsWith("0") ? 8 : 10);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" must be an octal mode such as 0440", e);
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : "";
    }

    private static long exact(String text, BigDecimal amount) {
        try {
            return amount.setScale(0, RoundingMode.HALF_UP).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("\"" + text + "\" is too large", e);
        }
    }
}
