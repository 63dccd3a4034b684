package io.berth.http.plan;

import io.berth.http.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One field that would change.
 *
 * @param field path such as {@code template.containers[0].image}
 * @param from present value as JSON, absent if there is none
 * @param to value as JSON, absent if there is none
 */
public record FieldDiff(String field, Optional<String> from, Optional<String> to) {
    /** The fields in which two views differ. */
    public static List<FieldDiff> between(Object from, Object to) {
        List<FieldDiff> diffs = new ArrayList<>();
        compare("", Optional.of(Json.tree(from)), Optional.of(Json.tree(to)), diffs);
        return diffs;
    }

    private static void compare(String at, Optional<Object> from, Optional<Object> to, List<FieldDiff> diffs) {
        if (from.equals(to)) {
            return;
        }
        if (from.orElse("") instanceof Map<?, ?> before && to.orElse("") instanceof Map<?, ?> after) {
            Set<Object> keys = new LinkedHashSet<>(before.keySet());
            keys.addAll(after.keySet());
            for (Object key : keys) {
                compare(
                        at.isEmpty() ? key.toString() : at + "." + key,
                        Optional.ofNullable(before.get(key)),
                        Optional.ofNullable(after.get(key)),
                        diffs);
            }
        } else if (from.orElse("") instanceof List<?> before && to.orElse("") instanceof List<?> after) {
            for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                compare(at + "[" + i + "]", element(before, i), element(after, i), diffs);
            }
        } else {
            diffs.add(new FieldDiff(at, from.map(Json::line), to.map(Json::line)));
        }
    }

    private static Optional<Object> element(List<?> list, int index) {
        return index < list.size() ? Optional.ofNullable(list.get(index)) : Optional.empty();
    }
}
