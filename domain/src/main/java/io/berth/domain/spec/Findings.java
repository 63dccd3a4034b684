package io.berth.domain.spec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Collects what is wrong while a spec is read; its checks are those that several rules share. */
final class Findings {
    static final Duration LONGEST = Duration.ofDays(365);

    private final List<Violation> violations = new ArrayList<>();

    List<Violation> all() {
        return List.copyOf(violations);
    }

    void require(boolean holds, String field, Object value, String rule) {
        if (!holds) {
            violations.add(new Violation(field, value.toString(), rule));
        }
    }

    void range(String field, long value, long least, long most) {
        require(value >= least && value <= most, field, value, "must be " + least + ".." + most);
    }

    void duration(String field, Duration value) {
        require(
                !value.isNegative() && value.compareTo(LONGEST) <= 0,
                field,
                value,
                "must be between 0 and " + LONGEST.toDays() + " days");
    }

    /** The length is checked first, so that no pattern ever sees a long text. */
    void name(String field, String value, Pattern pattern, int longest, String rule) {
        if (value.length() > longest) {
            require(false, field, value, "must be " + longest + " characters or fewer, has " + value.length());
        } else {
            require(pattern.matcher(value).matches(), field, value, rule);
        }
    }

    void noNul(String field, String value) {
        require(value.indexOf('\0') < 0, field, value.replace('\0', '?'), "must not contain a NUL character");
    }
}
