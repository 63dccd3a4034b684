package io.berth.http.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of a request's body, read as Go reads it: what is absent or null is empty, and a value of another kind is refused
 * in Go's words.
 *
 * @param node the part
 * @param struct of Go, for refusals
 * @param path of the part below the struct, for refusals
 */
record Given(JsonNode node, String struct, String path) {
    static Given of(JsonNode body, String struct) {
        if (!body.isObject()) {
            throw new DockerError(
                    400, "json: cannot unmarshal %s into Go value of type %s".formatted(kind(body), struct));
        }
        return new Given(body, struct, "");
    }

    /** The part below this name; absent parts are parts too. */
    Given at(String name) {
        JsonNode child = node.path(name);
        return new Given(
                child.isNull() ? MissingNode.getInstance() : child, struct, path.isEmpty() ? name : path + "." + name);
    }

    boolean isThere() {
        return !node.isMissingNode();
    }

    /** The part below this name, if it is there. */
    Optional<Given> object(String name) {
        Given child = at(name);
        if (child.isThere() && !child.node.isObject()) {
            throw child.wrong("object");
        }
        return Optional.of(child).filter(Given::isThere);
    }

    String text(String name) {
        Given child = at(name);
        if (child.isThere() && !child.node.isTextual()) {
            throw child.wrong("string");
        }
        return child.node.asText("");
    }

    boolean flag(String name) {
        Given child = at(name);
        if (child.isThere() && !child.node.isBoolean()) {
            throw child.wrong("bool");
        }
        return child.node.asBoolean(false);
    }

    /** A whole number, or 0. */
    long number(String name) {
        return whole(name, "int64").orElse(0L);
    }

    /** A whole number that is not negative, if it is there. */
    Optional<Long> count(String name) {
        Optional<Long> count = whole(name, "uint64");
        if (count.isPresent() && count.get() < 0) {
            throw at(name).wrong("uint64");
        }
        return count;
    }

    /** As {@link #count}, no larger than an {@code int} holds: more is beyond every limit anyway. */
    Optional<Integer> small(String name) {
        return count(name).map(count -> (int) Math.min(Integer.MAX_VALUE, count));
    }

    private Optional<Long> whole(String name, String type) {
        Given child = at(name);
        if (!child.isThere()) {
            return Optional.empty();
        }
        if (!child.node.isIntegralNumber() || !child.node.canConvertToLong()) {
            throw child.wrong(type);
        }
        return Optional.of(child.node.longValue());
    }

    double fraction(String name) {
        Given child = at(name);
        if (child.isThere() && !child.node.isNumber()) {
            throw child.wrong("float32");
        }
        return child.node.asDouble(0);
    }

    /** A duration in nanoseconds, if it is there. */
    Optional<Duration> duration(String name) {
        return whole(name, "time.Duration").map(Duration::ofNanos);
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Given item : list(name)) {
            if (!item.node.isTextual()) {
                throw item.wrong("string");
            }
            texts.add(item.node.textValue());
        }
        return texts;
    }

    List<Given> list(String name) {
        Given child = at(name);
        if (child.isThere() && !child.node.isArray()) {
            throw child.wrong("[]");
        }
        List<Given> items = new ArrayList<>();
        child.node.forEach(item -> items.add(new Given(item, struct, child.path)));
        return items;
    }

    Map<String, String> map(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        object(name)
                .ifPresent(child ->
                        child.node.properties().forEach(field -> map.put(field.getKey(), child.text(field.getKey()))));
        return map;
    }

    private DockerError wrong(String type) {
        return new DockerError(
                400,
                "json: cannot unmarshal %s into Go struct field %s.%s of type %s"
                        .formatted(kind(node), struct, path, type));
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case NUMBER -> "number " + node.asText();
            case STRING -> "string";
            case BOOLEAN -> "bool";
            case ARRAY -> "array";
            case OBJECT, POJO -> "object";
            case NULL, MISSING, BINARY -> "null";
        };
    }
}
