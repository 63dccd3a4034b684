package io.berth.domain.cluster;

import static io.berth.domain.entity.Rejection.Code.CONFLICT;
import static io.berth.domain.entity.Rejection.Code.INVALID;
import static io.berth.domain.entity.Rejection.Code.NOT_FOUND;

import io.berth.domain.cluster.ClusterEvent.NetworkCreated;
import io.berth.domain.cluster.ClusterEvent.NetworkRemoved;
import io.berth.domain.entity.Decision;
import io.berth.domain.network.Network;
import io.berth.domain.network.Subnet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which networks there may be: names are unique, and no two share an address. */
final class NetworkDecisions {
    /** Subnets of 256 addresses in 10.0.0.0/8; number 0 is left to published ports, as with Docker Swarm. */
    private static final int SUBNETS = 1 << 16;

    private NetworkDecisions() {}

    static Decision<ClusterEvent> create(ClusterState state, Network network, Instant now) {
        if (!state.exists()) {
            return Decision.reject(
                    CONFLICT, "cannot create network %s: the cluster has no identity yet".formatted(network.name()));
        }
        boolean isTaken =
                state.networks().stream().anyMatch(present -> present.name().equals(network.name()));
        if (isTaken) {
            return Decision.reject(CONFLICT, "network with name %s already exists".formatted(network.name()));
        }
        List<Subnet> taken = state.networks().stream()
                .flatMap(present -> present.pools().stream())
                .flatMap(pool -> Subnet.parse(pool.subnet()).stream())
                .toList();
        List<Network.Pool> pools = new ArrayList<>();
        for (Network.Pool pool : network.pools()) {
            Optional<Subnet> subnet = Subnet.parse(pool.subnet());
            if (subnet.isEmpty() && !pool.subnet().contains(":")) {
                return Decision.reject(
                        INVALID, "invalid subnet %s : invalid CIDR block notation".formatted(pool.subnet()));
            }
            if (subnet.filter(asked -> taken.stream().anyMatch(asked::overlaps)).isPresent()) {
                return Decision.reject(
                        INVALID,
                        "invalid pool request: Pool overlaps with other one on this address space: " + pool.subnet());
            }
            pools.add(completed(pool, subnet));
        }
        if (pools.isEmpty()) {
            Optional<Subnet> free = free(taken);
            if (free.isEmpty()) {
                return Decision.reject(CONFLICT, "could not find an available, non-overlapping IPv4 address pool");
            }
            pools.add(completed(new Network.Pool(free.get().toString(), "", ""), free));
        }
        return Decision.accept(new NetworkCreated(network.withPools(pools).created(state.networksCreated() + 1, now)));
    }

    private static Network.Pool completed(Network.Pool pool, Optional<Subnet> subnet) {
        String gateway =
                pool.gateway().isEmpty() ? subnet.map(known -> known.host(1)).orElse("") : pool.gateway();
        return new Network.Pool(pool.subnet(), gateway, pool.range());
    }

    private static Optional<Subnet> free(List<Subnet> taken) {
        for (int number = 1; number < SUBNETS; number++) {
            Subnet candidate = Subnet.ofPool(number);
            if (taken.stream().noneMatch(candidate::overlaps)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    static Decision<ClusterEvent> remove(ClusterState state, String id) {
        return state.networks().stream()
                .filter(network -> network.id().equals(id))
                .findFirst()
                .<Decision<ClusterEvent>>map(network -> Decision.accept(new NetworkRemoved(id, network.name())))
                .orElseGet(() -> Decision.reject(NOT_FOUND, "network %s not found".formatted(id)));
    }
}
