package io.berth.domain.vault;

import io.berth.domain.entity.EntityState;
import io.berth.domain.seal.SealedValue;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A secret or a config.
 *
 * @param id {@code namespace/name}
 * @param uid of this creation; empty if there is no such item
 * @param labels set by the user
 * @param versions every value that is kept, by version
 * @param revision counts the changes of this creation; who changes the item may say which one it saw
 * @param createdAt when the item was created
 * @param updatedAt when it last changed
 */
public record VaultState(
        String id,
        String uid,
        Map<String, String> labels,
        SortedMap<Long, SealedValue> versions,
        long revision,
        Instant createdAt,
        Instant updatedAt)
        implements EntityState {
    public VaultState {
        labels = Map.copyOf(labels);
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }

    @Override
    public boolean exists() {
        return !uid.isEmpty();
    }

    /** The newest version's number. Only of an item that exists. */
    public long newest() {
        return versions.lastKey();
    }
}
