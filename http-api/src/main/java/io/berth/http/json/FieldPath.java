package io.berth.http.json;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.List;

/** Names a place in a JSON document as {@code template.containers[0].image}. */
final class FieldPath {
    private FieldPath() {}

    static String of(List<JsonMappingException.Reference> path) {
        StringBuilder text = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            String name = step.getFieldName();
            append(text, name == null ? String.valueOf(step.getIndex()) : name, name == null);
        }
        return text.toString();
    }

    static String ofPointer(String pointer) {
        StringBuilder text = new StringBuilder();
        for (String step : pointer.split("/", -1)) {
            if (!step.isEmpty()) {
                String name = step.replace("~1", "/").replace("~0", "~");
                append(text, name, name.chars().allMatch(Character::isDigit));
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String step, boolean isIndex) {
        if (isIndex) {
            text.append('[').append(step).append(']');
        } else {
            text.append(text.isEmpty() ? "" : ".").append(step);
        }
    }
}
