package io.berth.domain.fleet;

import java.util.Locale;

/** What is known of a node's agent. */
public enum Liveness {
    /** Connected. */
    READY,
    /** The connection has ended; the lease has not. Its containers run on. */
    DISCONNECTED,
    /** The lease has ended: its tasks are lost. */
    DOWN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
