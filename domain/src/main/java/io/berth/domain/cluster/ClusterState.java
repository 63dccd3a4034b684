package io.berth.domain.cluster;

import io.berth.domain.entity.EntityState;
import io.berth.domain.network.Network;
import io.berth.domain.spec.DialectForm;
import io.berth.domain.trust.Trust;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The identity of the cluster, and what there is only one of.
 *
 * @param clusterId 25 characters; empty before the first member has started
 * @param shards fixed for ever, because entities are found by it
 * @param createdAt when the first member started
 * @param networks that services may name, the oldest first
 * @param networksCreated counts all that there ever were
 * @param settings of the cluster as a dialect spells them, if one has changed them
 * @param revision counts the changes of settings; who changes them may say which one it saw
 * @param trust whom the cluster lets in
 */
public record ClusterState(
        String clusterId,
        int shards,
        Instant createdAt,
        List<Network> networks,
        long networksCreated,
        Optional<DialectForm> settings,
        long revision,
        Trust trust)
        implements EntityState {
    /** The id of the one entity of this kind. */
    public static final String ID = "cluster";

    public ClusterState {
        networks = List.copyOf(networks);
    }

    /** A cluster with an identity and nothing else. */
    static ClusterState of(String clusterId, int shards, Instant createdAt) {
        return new ClusterState(clusterId, shards, createdAt, List.of(), 0, Optional.empty(), 0, Trust.NONE);
    }

    @Override
    public boolean exists() {
        return !clusterId.isEmpty();
    }

    ClusterState withNetworks(List<Network> newNetworks, long newNetworksCreated) {
        return new ClusterState(
                clusterId, shards, createdAt, newNetworks, newNetworksCreated, settings, revision, trust);
    }

    ClusterState withSettings(DialectForm newSettings) {
        return new ClusterState(
                clusterId, shards, createdAt, networks, networksCreated, Optional.of(newSettings), revision + 1, trust);
    }

    ClusterState withTrust(Trust newTrust) {
        return new ClusterState(clusterId, shards, createdAt, networks, networksCreated, settings, revision, newTrust);
    }
}
