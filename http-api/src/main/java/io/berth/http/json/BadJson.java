package io.berth.http.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.berth.domain.spec.Violation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A document that cannot be read. The message is for its author. */
public final class BadJson extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** How Jackson quotes a text where it wants a number. */
    private static final Pattern QUOTED_VALUE = Pattern.compile("value \\(\"(.*?)\"\\)");

    private final String text;
    private final transient List<Violation> violations;

    private BadJson(String text, List<Violation> violations) {
        super(text);
        this.text = text;
        this.violations = List.copyOf(violations);
    }

    static BadJson fields(List<Violation> violations) {
        String names =
                String.join(", ", violations.stream().map(Violation::field).toList());
        return new BadJson("cannot read the body: wrong fields: " + names, violations);
    }

    static BadJson malformed(String message) {
        return new BadJson("cannot read the body as JSON: " + message, List.of());
    }

    static BadJson of(JacksonException e) {
        if (e instanceof MismatchedInputException wrong && !wrong.getPath().isEmpty()) {
            return fields(List.of(violation(wrong)));
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return fields(List.of(new Violation(FieldPath.of(mapping.getPath()), "", "must not be null or broken")));
        }
        String rule = e instanceof MismatchedInputException wrong
                ? "the body " + rule(wrong.getTargetType())
                : firstLine(e.getOriginalMessage());
        return malformed(place(e.getLocation()).orElse("") + rule);
    }

    /** What is wrong, for the document's author. */
    public String text() {
        return text;
    }

    /** What is wrong with single fields; empty if the text is no JSON at all. */
    public List<Violation> violations() {
        return violations;
    }

    private static Violation violation(MismatchedInputException wrong) {
        return new Violation(FieldPath.of(wrong.getPath()), value(wrong), rule(wrong.getTargetType()));
    }

    private static String value(MismatchedInputException wrong) {
        if (wrong instanceof InvalidFormatException format) {
            return String.valueOf(format.getValue());
        }
        Matcher quoted = QUOTED_VALUE.matcher(wrong.getOriginalMessage());
        return quoted.find() ? quoted.group(1) : "";
    }

    private static String rule(@Nullable Class<?> type) {
        if (type == null) {
            return "must not be null or of another kind";
        }
        if (type == String.class) {
            return "must be a text in quotes";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "must be true or false";
        }
        if (type == double.class || type == Double.class) {
            return "must be a number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "must be a whole number";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "must be a list";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type) ? "must be an object" : "must be of another kind";
    }

    private static Optional<String> place(@Nullable JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? Optional.empty()
                : Optional.of("line %d, column %d: ".formatted(location.getLineNr(), location.getColumnNr()));
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "malformed" : text.lines().findFirst().orElse("malformed");
    }
}
