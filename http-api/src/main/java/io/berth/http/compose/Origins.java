package io.berth.http.compose;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which place of the file a field of a spec came from, so that a broken rule is told with the author's words and line. */
final class Origins {
    private final Map<String, Field> origins = new LinkedHashMap<>();
    private final Field fallback;

    Origins(Field fallback) {
        this.fallback = fallback;
    }

    /** Says that {@code specField} and all below it comes from {@code field}. */
    void put(String specField, Field field) {
        origins.put(specField, field);
    }

    /** Whether the field itself has a place, and not only what it is part of. */
    boolean isExact(String specField) {
        return origins.containsKey(specField);
    }

    /** The nearest known place. */
    Field of(String specField) {
        Field nearest = fallback;
        int longest = -1;
        for (Map.Entry<String, Field> origin : origins.entrySet()) {
            if (specField.startsWith(origin.getKey()) && origin.getKey().length() > longest) {
                longest = origin.getKey().length();
                nearest = origin.getValue();
            }
        }
        return nearest;
    }
}
