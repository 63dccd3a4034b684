package io.berth.http.spec;

import io.berth.domain.resource.Resources;

/**
 * An amount of processor time and memory.
 *
 * @param nanoCpus billionths of a core
 * @param memoryBytes bytes
 */
public record ResourcesView(long nanoCpus, long memoryBytes) {
    public static ResourcesView of(Resources resources) {
        return new ResourcesView(resources.nanoCpus(), resources.memoryBytes());
    }

    Resources toResources() {
        return new Resources(nanoCpus, memoryBytes);
    }
}
