package io.berth.http.docker;

import io.berth.domain.entity.EntityRef.Kind;
import io.berth.domain.service.ServiceState;
import io.berth.domain.vault.VaultState;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Reads what specs may refer to.
 *
 * @param swarm where secrets and configs are
 * @param networks reads the networks
 */
record ReferenceBook(Swarm swarm, Supplier<CompletionStage<List<References.Item>>> networks) {
    /** Networks that every node has anyway, as Swarm names them. */
    static final List<References.Item> PREDEFINED =
            List.of(predefined("bridge"), predefined("host"), predefined("none"));

    CompletionStage<References> read() {
        return networks.get()
                .thenCombine(items(Kind.SECRET), (found, secrets) -> new References(found, secrets, List.of()))
                .thenCombine(
                        items(Kind.CONFIG),
                        (found, configs) -> new References(found.networks(), found.secrets(), configs));
    }

    /** What these services' specs refer to, as far as their forms do not say it already. */
    CompletionStage<References> of(List<ServiceState> services) {
        boolean areFormed = services.stream()
                .flatMap(service -> service.specs().values().stream())
                .allMatch(spec -> spec.form().isPresent());
        return areFormed ? CompletableFuture.completedStage(References.NONE) : read();
    }

    private CompletionStage<List<References.Item>> items(Kind kind) {
        String prefix = Swarm.NAMESPACE + "/";
        return swarm.list(kind, VaultState.class)
                .thenApply(all -> all.stream()
                        .map(Swarm.Found::state)
                        .filter(item -> item.id().startsWith(prefix))
                        .map(item -> new References.Item(
                                SwarmIds.of(item.uid()), item.id().substring(prefix.length()), item.newest(), false))
                        .toList());
    }

    private static References.Item predefined(String name) {
        return new References.Item(SwarmIds.of("network/" + name), name, 0, true);
    }
}
