package io.berth.http.json;

import java.util.Locale;

/** Constants as words in camelCase. */
public final class Words {
    private Words() {}

    /** {@code stopFirst} for {@code STOP_FIRST}. */
    public static String of(Enum<?> constant) {
        StringBuilder word = new StringBuilder();
        for (String part : constant.name().toLowerCase(Locale.ROOT).split("_", -1)) {
            word.append(word.isEmpty() ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return word.toString();
    }
}
