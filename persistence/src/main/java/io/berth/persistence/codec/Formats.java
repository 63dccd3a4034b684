package io.berth.persistence.codec;

import io.berth.domain.claim.ClaimState;
import io.berth.domain.cluster.ClusterState;
import io.berth.domain.entity.EntityState;
import io.berth.domain.entity.Recorded;
import io.berth.domain.node.NodeState;
import io.berth.domain.service.ServiceState;
import io.berth.domain.vault.VaultState;

/** All manifests of events and snapshots. */
final class Formats {
    static final Catalogue<Recorded<?>> EVENTS = events();

    static final Catalogue<EntityState> SNAPSHOTS = new Catalogue<EntityState>("snapshot")
            .with("snapshot.service/1", ServiceState.class, ServiceSnapshot.SERVICE)
            .with("snapshot.node/1", NodeState.class, NodeSnapshot.NODE)
            .with("snapshot.claim/1", ClaimState.class, HoldingSnapshots.CLAIM)
            .with("snapshot.vault/1", VaultState.class, HoldingSnapshots.VAULT)
            .with("snapshot.cluster/1", ClusterState.class, HoldingSnapshots.CLUSTER);

    private Formats() {}

    private static Catalogue<Recorded<?>> events() {
        EventTable events = new EventTable();
        ServiceEvents.addTo(events);
        NodeEvents.addTo(events);
        HoldingEvents.addTo(events);
        return events.catalogue();
    }
}
