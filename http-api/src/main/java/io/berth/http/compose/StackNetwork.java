package io.berth.http.compose;

import java.util.Map;

/**
 * A network of a stack.
 *
 * @param key its name in the file, {@code default} for the one that every stack has
 * @param name its name in the cluster: {@code STACK_KEY}, or what {@code name:} says
 * @param isExternal whether it must exist already
 * @param driver empty for the runtime's choice
 * @param labels of the network, with the stack's
 */
public record StackNetwork(String key, String name, boolean isExternal, String driver, Map<String, String> labels) {
    public StackNetwork {
        labels = Map.copyOf(labels);
    }
}
