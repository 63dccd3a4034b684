package io.berth.domain.cluster;

import io.berth.domain.entity.EntityState;
import java.time.Instant;

/**
 * The identity of the cluster.
 *
 * @param clusterId 25 characters; empty before the first member has started
 * @param shards fixed for ever, because entities are found by it
 * @param createdAt when the first member started
 */
public record ClusterState(String clusterId, int shards, Instant createdAt) implements EntityState {
    /** The id of the one entity of this kind. */
    public static final String ID = "cluster";

    @Override
    public boolean exists() {
        return !clusterId.isEmpty();
    }
}
