package io.berth.http.compose;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A map with known keys. It remembers which were asked for, so that {@link #finish} can name all others. */
final class Section {
    private final String path;
    private final YamlNode.Entries entries;
    private final Notes notes;
    private final Set<String> asked = new TreeSet<>();

    Section(String path, YamlNode.Entries entries, Notes notes) {
        this.path = path;
        this.entries = entries;
        this.notes = notes;
    }

    /** The value of a key; empty if the key is not there or has no value. */
    Optional<Field> take(String key) {
        asked.add(key);
        for (YamlNode.Entry entry : entries.entries()) {
            boolean isNull = entry.value() instanceof YamlNode.Text text && text.isNull();
            if (entry.key().equals(key) && !isNull) {
                return Optional.of(field(entry));
            }
        }
        return Optional.empty();
    }

    /** All keys of a map whose keys are the author's names; {@code x-} keys and empty values are among them. */
    Map<String, Field> members() {
        Map<String, Field> members = new LinkedHashMap<>();
        entries.entries().forEach(entry -> members.put(entry.key(), field(entry)));
        return members;
    }

    /** As {@link #members}, without {@code x-} keys. */
    Map<String, Field> named() {
        Map<String, Field> named = members();
        named.keySet().removeIf(key -> key.startsWith("x-"));
        return named;
    }

    /** Names every key that nobody asked for: those in {@code ignored} as warnings with their advice, others as problems. */
    void finish(Map<String, String> ignored) {
        for (YamlNode.Entry entry : entries.entries()) {
            String key = entry.key();
            if (asked.contains(key) || key.startsWith("x-")) {
                continue;
            }
            Field field = field(entry);
            String advice = ignored.get(key);
            if (advice == null) {
                Set<String> known = new TreeSet<>(asked);
                known.addAll(ignored.keySet());
                field.problem("unknown key" + Suggestion.of(key, known));
            } else {
                field.warn("has no effect: " + advice);
            }
        }
    }

    void finish() {
        finish(Map.of());
    }

    private Field field(YamlNode.Entry entry) {
        String name = path.isEmpty() ? entry.key() : path + "." + entry.key();
        return new Field(name, entry.line(), entry.value(), notes);
    }
}
