package io.berth.domain.spec;

import java.util.Map;

/**
 * Where a runtime puts what a container writes.
 *
 * @param name such as {@code json-file}
 * @param options of the driver
 */
public record LogDriver(String name, Map<String, String> options) {
    public LogDriver {
        options = Map.copyOf(options);
    }
}
