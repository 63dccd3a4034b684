package io.berth.domain.cluster;

import io.berth.domain.entity.EntityEvent;
import io.berth.domain.network.Network;
import io.berth.domain.spec.DialectForm;
import io.berth.domain.trust.Authority;
import io.berth.domain.trust.JoinToken;
import io.berth.domain.trust.Revocation;

/** What has happened to the cluster. */
public sealed interface ClusterEvent extends EntityEvent {
    record ClusterInitialised(String clusterId, int shards) implements ClusterEvent {}

    record NetworkCreated(Network network) implements ClusterEvent {}

    record NetworkRemoved(String id, String name) implements ClusterEvent {}

    /** A dialect has changed its settings of the cluster. */
    record SettingsChanged(DialectForm form) implements ClusterEvent {}

    /** The first member has made the certificate authority. Streams and histories show its certificate only. */
    record AuthorityCreated(Authority authority) implements ClusterEvent {}

    record TokenCreated(JoinToken token) implements ClusterEvent {}

    record TokenRevoked(String id) implements ClusterEvent {}

    record CertificatesRevoked(Revocation revocation) implements ClusterEvent {}
}
