package io.berth.persistence.rocksdb;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Wakes readers that have read everything. Rung by the writer after every write, so listeners must be quick. */
final class Bell {
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();

    void add(Runnable listener) {
        listeners.add(listener);
    }

    void remove(Runnable listener) {
        listeners.remove(listener);
    }

    void ring() {
        listeners.forEach(Runnable::run);
    }
}
