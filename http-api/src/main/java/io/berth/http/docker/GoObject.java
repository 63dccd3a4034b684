package io.berth.http.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Builds a JSON object as Go writes its structs: in the order given, and some fields only if they say something. */
final class GoObject {
    private final ObjectNode node = JsonNodeFactory.instance.objectNode();

    static GoObject of() {
        return new GoObject();
    }

    static GoObject of(String name, Object value) {
        return new GoObject().put(name, value);
    }

    /** A field that is always there. */
    GoObject put(String name, Object value) {
        node.set(name, tree(value));
        return this;
    }

    /** A field that is left out if its value is empty, zero or false. */
    GoObject putIfAny(String name, Object value) {
        JsonNode tree = tree(value);
        boolean isEmpty = tree.isNull()
                || (tree.isContainerNode() && tree.isEmpty())
                || (tree.isTextual() && tree.textValue().isEmpty())
                || (tree.isNumber() && tree.doubleValue() == 0)
                || (tree.isBoolean() && !tree.booleanValue());
        if (!isEmpty) {
            node.set(name, tree);
        }
        return this;
    }

    GoObject putNull(String name) {
        node.putNull(name);
        return this;
    }

    ObjectNode node() {
        return node;
    }

    /** Whatever may stand in an object: one itself, a list or map of them, or a plain value. */
    static JsonNode tree(Object value) {
        return switch (value) {
            case GoObject object -> object.node;
            case JsonNode tree -> tree;
            case Instant time -> JsonNodeFactory.instance.textNode(time.toString());
            case Optional<?> optional -> optional.map(GoObject::tree).orElse(JsonNodeFactory.instance.nullNode());
            case Collection<?> items -> {
                var array = JsonNodeFactory.instance.arrayNode();
                items.forEach(item -> array.add(tree(item)));
                yield array;
            }
            case Map<?, ?> map -> {
                var object = JsonNodeFactory.instance.objectNode();
                map.entrySet().stream()
                        .sorted(java.util.Comparator.comparing(entry -> String.valueOf(entry.getKey())))
                        .forEach(entry -> object.set(String.valueOf(entry.getKey()), tree(entry.getValue())));
                yield object;
            }
            default -> GoJson.tree(value);
        };
    }
}
