package io.berth.domain.fleet;

import io.berth.domain.resource.Resources;

/** Which dimensions a node has too little of. */
public enum Lack {
    NOTHING,
    CPU,
    MEMORY,
    BOTH;

    /** What {@code free} has too little of for {@code need}. */
    public static Lack of(Resources need, Resources free) {
        boolean cpu = need.lacksCpu(free.nanoCpus());
        boolean memory = need.lacksMemory(free.memoryBytes());
        return cpu ? memory ? BOTH : CPU : memory ? MEMORY : NOTHING;
    }
}
