package io.berth.domain.fleet;

import java.util.Locale;

/** What an operator lets a node do. */
public enum Availability {
    /** Takes tasks. */
    ACTIVE,
    /** Keeps its tasks, takes no new ones. */
    PAUSE,
    /** Takes no tasks, and the present ones go elsewhere. */
    DRAIN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
