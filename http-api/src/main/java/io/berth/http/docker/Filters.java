package io.berth.http.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The query parameter {@code filters} in both forms that clients send: {@code {"label":{"a=b":true}}} and
 * {@code {"label":["a=b"]}}.
 */
record Filters(Map<String, Set<String>> values) {
    static final Filters NONE = new Filters(Map.of());

    static Filters parse(String text) {
        if (text.isBlank()) {
            return NONE;
        }
        JsonNode json = GoJson.read(text);
        Map<String, Set<String>> values = new LinkedHashMap<>();
        json.properties().forEach(field -> values.put(field.getKey(), values(field.getValue())));
        return new Filters(values);
    }

    private static Set<String> values(JsonNode given) {
        Set<String> values = new LinkedHashSet<>();
        if (given.isArray()) {
            given.forEach(value -> values.add(value.asText()));
        } else {
            given.properties().stream()
                    .filter(value -> value.getValue().asBoolean(true))
                    .forEach(value -> values.add(value.getKey()));
        }
        return values;
    }

    /** These filters, or a refusal of the first one that is not known here. */
    Filters only(String... known) {
        values.keySet().stream()
                .filter(name -> !Arrays.asList(known).contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new DockerError(400, "Invalid filter '%s'".formatted(name));
                });
        return this;
    }

    boolean has(String name) {
        return !all(name).isEmpty();
    }

    /** The values of one filter, none if it was not given. */
    Set<String> all(String name) {
        return values.getOrDefault(name, Set.of());
    }

    /** Whether the filter was not given, or one of its values is {@code value}. */
    boolean isExactly(String name, String value) {
        return any(name, value::equals);
    }

    /** Whether the filter was not given, or {@code value} begins with one of its values. */
    boolean isPrefix(String name, String value) {
        return any(name, value::startsWith);
    }

    /** Whether the filter was not given, or one of its values fits. */
    boolean any(String name, Predicate<String> fits) {
        Set<String> wanted = all(name);
        return wanted.isEmpty() || wanted.stream().anyMatch(fits);
    }

    /** Whether all wanted labels are there, each {@code key} or {@code key=value}. */
    boolean areLabels(String name, Map<String, String> labels) {
        return all(name).stream().allMatch(wanted -> {
            List<String> parts = Arrays.asList(wanted.split("=", 2));
            String value = labels.get(parts.getFirst());
            return value != null && (parts.size() == 1 || value.equals(parts.getLast()));
        });
    }
}
