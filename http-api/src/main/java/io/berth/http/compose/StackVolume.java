package io.berth.http.compose;

import java.util.Map;

/**
 * A named volume of a stack. Nodes create it when a task first needs it.
 *
 * @param key its name in the file
 * @param name its name on the nodes: {@code STACK_KEY}, or what {@code name:} says
 * @param isExternal whether it must exist already
 * @param labels of the volume, with the stack's
 */
public record StackVolume(String key, String name, boolean isExternal, Map<String, String> labels) {
    public StackVolume {
        labels = Map.copyOf(labels);
    }
}
