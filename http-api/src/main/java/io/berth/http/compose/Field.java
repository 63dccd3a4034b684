package io.berth.http.compose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A value of the file with its place. Every reading of it that fails is a problem there and gives the empty answer, so that
 * one pass finds all problems.
 *
 * @param path such as {@code services.web.ports[1]}
 * @param line of its key, or of the item
 * @param node what is there
 * @param notes where problems go
 */
record Field(String path, int line, YamlNode node, Notes notes) {
    void problem(String message) {
        notes.problem(line, path, message);
    }

    void warn(String message) {
        notes.warn(line, path, message);
    }

    boolean isText() {
        return node instanceof YamlNode.Text;
    }

    boolean isList() {
        return node instanceof YamlNode.Items;
    }

    Optional<String> text() {
        if (node instanceof YamlNode.Text(int _, String value, boolean isNull) && !isNull) {
            return Optional.of(value);
        }
        problem("must be a text, is " + node.kind());
        return Optional.empty();
    }

    /** Reads a text; what {@code reader} throws as {@link IllegalArgumentException} becomes the problem. */
    <T> Optional<T> parsed(Function<String, T> reader) {
        return text().flatMap(text -> {
            try {
                return Optional.of(reader.apply(text));
            } catch (IllegalArgumentException e) {
                problem(String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
    }

    Optional<Integer> integer() {
        return parsed(text -> {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("\"" + text + "\" must be a whole number", e);
            }
        });
    }

    Optional<Boolean> flag() {
        return parsed(text -> switch (text) {
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            default -> throw new IllegalArgumentException("\"" + text + "\" must be true or false");
        });
    }

    /** One of several words. */
    <T> Optional<T> choice(Map<String, T> words) {
        return parsed(text -> {
            T chosen = words.get(text);
            if (chosen == null) {
                throw new IllegalArgumentException("\"" + text + "\" must be one of "
                        + String.join(", ", words.keySet().stream().sorted().toList()));
            }
            return chosen;
        });
    }

    List<Field> items() {
        if (node instanceof YamlNode.Items(int _, List<YamlNode> items)) {
            List<Field> fields = new ArrayList<>();
            for (YamlNode item : items) {
                fields.add(new Field(path + "[" + fields.size() + "]", item.line(), item, notes));
            }
            return fields;
        }
        problem("must be a list, is " + node.kind());
        return List.of();
    }

    List<String> texts() {
        return items().stream().flatMap(item -> item.text().stream()).toList();
    }

    /** A text alone or a list of texts. */
    List<Field> oneOrMore() {
        return isText() ? List.of(this) : items();
    }

    Section section() {
        if (node instanceof YamlNode.Entries entries) {
            return new Section(path, entries, notes);
        }
        problem("must be a map, is " + node.kind());
        return new Section(path, new YamlNode.Entries(line, List.of()), notes);
    }

    /** A map, or a list of {@code KEY=VALUE}; a key without a value has the value that {@code missing} gives, if any. */
    Map<String, String> pairs(BiFunction<String, Field, Optional<String>> missing) {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (isList()) {
            for (Field item : items()) {
                item.text().ifPresent(text -> {
                    int equals = text.indexOf('=');
                    String key = equals < 0 ? text : text.substring(0, equals);
                    Optional<String> value = equals < 0
                            ? missing.apply(key, new Field(path + "." + key, item.line, item.node, notes))
                            : Optional.of(text.substring(equals + 1));
                    value.ifPresent(present -> pairs.put(key, present));
                });
            }
            return pairs;
        }
        section().members().forEach((key, member) -> {
            boolean isNull = member.node instanceof YamlNode.Text text && text.isNull();
            Optional<String> value = isNull ? missing.apply(key, member) : member.text();
            value.ifPresent(present -> pairs.put(key, present));
        });
        return pairs;
    }

    /** Labels: a key without a value has the empty value. */
    Map<String, String> labels() {
        return pairs((_, _) -> Optional.of(""));
    }
}
