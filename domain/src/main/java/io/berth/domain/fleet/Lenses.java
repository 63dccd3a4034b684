package io.berth.domain.fleet;

import io.berth.domain.treap.Kind;
import io.berth.domain.treap.Treap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lenses that were asked for not long ago, for all copies of one fleet: only a memory of what could be computed again
 * from the fleet alone. For several threads.
 */
final class Lenses {
    /** Each holds an entry of some 150 bytes for every node. */
    private static final int MOST = 64;

    private final Map<Lens.Key, Lens> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Lens.Key, Lens> eldest) {
            return size() > MOST;
        }
    };

    Lens lens(Lens.Key key, Treap<IndexedNode, Kind.Nothing> fleet) {
        Lens last = recall(key);
        Lens now = last.at(fleet);
        keep(key, now);
        return now;
    }

    /** The same if it was asked for not long ago, else it is only remembered that it was. */
    Optional<Lens> lensIfAskedBefore(Lens.Key key, Treap<IndexedNode, Kind.Nothing> fleet) {
        return isNew(key) ? Optional.empty() : Optional.of(lens(key, fleet));
    }

    private synchronized boolean isNew(Lens.Key key) {
        return known.putIfAbsent(key, Lens.empty(key)) == null;
    }

    private synchronized Lens recall(Lens.Key key) {
        return known.computeIfAbsent(key, Lens::empty);
    }

    private synchronized void keep(Lens.Key key, Lens lens) {
        known.put(key, lens);
    }
}
