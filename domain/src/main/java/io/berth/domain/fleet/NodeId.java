package io.berth.domain.fleet;

import io.berth.domain.entity.EntityRef;

/** Names a node for ever. */
public record NodeId(String value) implements Comparable<NodeId> {
    public EntityRef ref() {
        return new EntityRef(EntityRef.Kind.NODE, value);
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
