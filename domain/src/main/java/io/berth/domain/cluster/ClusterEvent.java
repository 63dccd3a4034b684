package io.berth.domain.cluster;

import io.berth.domain.entity.EntityEvent;
import io.berth.domain.network.Network;
import io.berth.domain.spec.DialectForm;

/** What has happened to the cluster. */
public sealed interface ClusterEvent extends EntityEvent {
    record ClusterInitialised(String clusterId, int shards) implements ClusterEvent {}

    record NetworkCreated(Network network) implements ClusterEvent {}

    record NetworkRemoved(String id, String name) implements ClusterEvent {}

    /** A dialect has changed its settings of the cluster. */
    record SettingsChanged(DialectForm form) implements ClusterEvent {}
}
