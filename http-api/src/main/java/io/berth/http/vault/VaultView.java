package io.berth.http.vault;

import io.berth.domain.vault.VaultState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A secret or a config.
 *
 * @param version the newest one
 * @param versions every one that is kept, the oldest first
 * @param value of the newest version in base64; of configs only
 * @param text the same if it is UTF-8
 */
public record VaultView(
        String namespace,
        String name,
        String uid,
        Map<String, String> labels,
        long version,
        List<VersionView> versions,
        String createdAt,
        String updatedAt,
        Optional<String> value,
        Optional<String> text) {
    /**
     * One value.
     *
     * @param size in bytes
     */
    public record VersionView(long version, int size) {}

    /** Everything but the value. */
    public static VaultView of(VaultState state) {
        int slash = state.id().indexOf('/');
        return new VaultView(
                state.id().substring(0, slash),
                state.id().substring(slash + 1),
                state.uid(),
                state.labels(),
                state.newest(),
                state.versions().entrySet().stream()
                        .map(entry ->
                                new VersionView(entry.getKey(), entry.getValue().size()))
                        .toList(),
                state.createdAt().toString(),
                state.updatedAt().toString(),
                Optional.empty(),
                Optional.empty());
    }

    VaultView withValue(String base64, Optional<String> plain) {
        return new VaultView(
                namespace, name, uid, labels, version, versions, createdAt, updatedAt, Optional.of(base64), plain);
    }
}
