package io.berth.http.docker;

import io.berth.domain.cluster.ClusterState;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityRef.Kind;
import io.berth.domain.service.ServiceState;
import io.berth.domain.vault.VaultState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reads what specs may refer to.
 *
 * @param swarm where networks, secrets and configs are
 */
record ReferenceBook(Swarm swarm) {
    private static final List<String> IMPLIED = List.of("bridge", "ingress");
    private static final List<String> BORROWED = List.of("host", "none");

    CompletionStage<References> read() {
        return networks()
                .thenCombine(items(Kind.SECRET), (found, secrets) -> new References(found, secrets, List.of()))
                .thenCombine(
                        items(Kind.CONFIG),
                        (found, configs) -> new References(found.networks(), found.secrets(), configs));
    }

    /** What these services' specs refer to, as far as their forms do not say it already. */
    CompletionStage<References> of(List<ServiceState> services) {
        boolean areFormed = services.stream().allMatch(ReferenceBook::isFormed);
        return areFormed ? CompletableFuture.completedStage(References.NONE) : read();
    }

    /** Whether the service's JSON says nothing but what its own state says. */
    static boolean isFormed(ServiceState service) {
        return service.specs().values().stream().allMatch(spec -> spec.form().isPresent());
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

    private CompletionStage<List<References.Item>> networks() {
        EntityRef cluster = new EntityRef(Kind.CLUSTER, ClusterState.ID);
        return swarm.control().get(cluster).thenApply(found -> {
            List<References.Item> networks = new ArrayList<>();
            IMPLIED.forEach(name -> networks.add(predefined(name, true)));
            BORROWED.forEach(name -> networks.add(predefined(name, false)));
            found.map(entry -> (ClusterState) entry.state()).stream()
                    .flatMap(state -> state.networks().stream())
                    .map(network -> new References.Item(network.id(), network.name(), 0, false))
                    .forEach(networks::add);
            return networks;
        });
    }

    private static References.Item predefined(String name, boolean isImplied) {
        return new References.Item(SwarmIds.of("network/" + name), name, 0, isImplied);
    }
}
