package io.berth.http.compose;

import java.util.Map;

/**
 * A top-level secret or config.
 *
 * @param key its name in the file
 * @param name its name in the cluster: {@code STACK_KEY}, or what {@code name:} says
 * @param isExternal whether it must exist already; its content is empty then
 * @param content its value otherwise
 * @param labels of the secret or config, with the stack's
 */
public record StackFile(String key, String name, boolean isExternal, Content content, Map<String, String> labels) {
    public StackFile {
        labels = Map.copyOf(labels);
    }
}
