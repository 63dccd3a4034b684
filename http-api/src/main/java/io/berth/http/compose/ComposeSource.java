package io.berth.http.compose;

import java.util.Map;

/**
 * A compose file and everything it may refer to; nothing else is read, neither disk nor environment.
 *
 * @param stack prefix of all names; lower case letters, digits, {@code -} and {@code _}
 * @param namespace of all that it creates
 * @param yaml the file's text
 * @param variables for {@code ${NAME}}
 * @param files the content of files that it names ({@code env_file}, {@code secrets.X.file}, {@code configs.X.file}), by
 *     the path exactly as written in it
 */
public record ComposeSource(
        String stack, String namespace, String yaml, Map<String, String> variables, Map<String, byte[]> files) {
    public ComposeSource {
        variables = Map.copyOf(variables);
        files = Map.copyOf(files);
    }

    /** A file that stands for itself, in the namespace {@code default}. */
    public static ComposeSource of(String stack, String yaml) {
        return new ComposeSource(stack, "default", yaml, Map.of(), Map.of());
    }
}
