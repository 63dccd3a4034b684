package io.berth.domain.entity;

/** What the events of an entity add up to. Immutable. */
public interface EntityState {
    /** Whether there is such a thing: false before it is created and after it is removed. */
    boolean exists();
}
