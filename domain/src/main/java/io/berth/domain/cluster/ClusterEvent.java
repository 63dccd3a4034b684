package io.berth.domain.cluster;

import io.berth.domain.entity.EntityEvent;

/** What has happened to the cluster. */
public sealed interface ClusterEvent extends EntityEvent {
    record ClusterInitialised(String clusterId, int shards) implements ClusterEvent {}
}
