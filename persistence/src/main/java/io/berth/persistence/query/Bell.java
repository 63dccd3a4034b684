package io.berth.persistence.query;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Wakes readers that have read everything. Rung by the writer after every write, so listeners must be quick. */
public final class Bell {
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();

    public void add(Runnable listener) {
        listeners.add(listener);
    }

    public void remove(Runnable listener) {
        listeners.remove(listener);
    }

    public void ring() {
        listeners.forEach(Runnable::run);
    }

    /** Whether anybody listens. */
    public boolean isHeard() {
        return !listeners.isEmpty();
    }
}
