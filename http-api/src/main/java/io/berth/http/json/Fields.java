package io.berth.http.json;

import io.berth.domain.spec.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads texts that stand for something else, and collects what is wrong so that all of it can be said at once. */
public final class Fields {
    private final List<Violation> violations = new ArrayList<>();

    /** Everything that was wrong so far. */
    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    public void refuse(String field, String value, String rule) {
        violations.add(new Violation(field, value, rule));
    }

    /** A duration such as {@code 1m30s}, or {@code absent} if there is none. */
    public Duration duration(String field, Optional<String> text, Duration absent) {
        if (text.isEmpty()) {
            return absent;
        }
        Optional<Duration> duration = DurationText.parse(text.get());
        if (duration.isEmpty()) {
            refuse(field, text.get(), "must be a duration such as 1m30s or 500ms");
        }
        return duration.orElse(absent);
    }

    /** A constant by its word, such as {@code stopFirst} for {@code STOP_FIRST}. */
    public <E extends Enum<E>> E word(String field, Optional<String> text, Class<E> type, E absent) {
        if (text.isEmpty()) {
            return absent;
        }
        Optional<E> constant = Arrays.stream(type.getEnumConstants())
                .filter(each -> Words.of(each).equals(text.get()))
                .findFirst();
        if (constant.isEmpty()) {
            List<String> words =
                    Arrays.stream(type.getEnumConstants()).map(Words::of).toList();
            refuse(field, text.get(), "must be one of " + String.join(", ", words));
        }
        return constant.orElse(absent);
    }
}
