package io.berth.persistence.codec;

import static io.berth.persistence.codec.Values.FLAG;
import static io.berth.persistence.codec.Values.INSTANT;
import static io.berth.persistence.codec.Values.INT;
import static io.berth.persistence.codec.Values.LONG;
import static io.berth.persistence.codec.Values.TEXT;

import io.berth.domain.claim.ClaimState;
import io.berth.domain.cluster.ClusterState;
import io.berth.domain.seal.SealedValue;
import io.berth.domain.trust.Trust;
import io.berth.domain.vault.VaultState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The codecs of the states of claims, of secrets and configs, and of the cluster. */
final class HoldingSnapshots {
    static final Codec<ClaimState> CLAIM = claim();
    static final Codec<VaultState> VAULT = vault();
    static final Codec<ClusterState> CLUSTER = cluster();

    private HoldingSnapshots() {}

    private static Codec<ClaimState> claim() {
        var shape = Shape.<ClaimState>of("a claim");
        var id = shape.always("id", TEXT, ClaimState::id);
        var holder = shape.unless(Optional.empty(), "holder", Groups.present(holder()), ClaimState::holder);
        var last = shape.unless(Optional.empty(), "last", Groups.present(former()), ClaimState::last);
        return shape.made(row -> new ClaimState(row.get(id), row.get(holder), row.get(last)));
    }

    private static Codec<ClaimState.Former> former() {
        var shape = Shape.<ClaimState.Former>of("a former holder");
        var uid = shape.always("uid", TEXT, ClaimState.Former::uid);
        var revision = shape.unless(0L, "rev", LONG, ClaimState.Former::revision);
        return shape.made(row -> new ClaimState.Former(row.get(uid), row.get(revision)));
    }

    private static Codec<ClaimState.Holder> holder() {
        var shape = Shape.<ClaimState.Holder>of("a holder");
        var service = shape.always("service", SpecCodec.SERVICE_ID, ClaimState.Holder::service);
        var uid = shape.always("uid", TEXT, ClaimState.Holder::uid);
        var since = shape.always("since", INSTANT, ClaimState.Holder::since);
        var isConfirmed = shape.unless(false, "confirmed", FLAG, ClaimState.Holder::isConfirmed);
        var revision = shape.unless(0L, "rev", LONG, ClaimState.Holder::revision);
        return shape.made(row -> new ClaimState.Holder(
                row.get(service), row.get(uid), row.get(since), row.get(isConfirmed), row.get(revision)));
    }

    private static Codec<VaultState> vault() {
        var shape = Shape.<VaultState>of("a secret or config");
        var id = shape.always("id", TEXT, VaultState::id);
        var uid = shape.unless("", "uid", TEXT, VaultState::uid);
        var labels = shape.unless(Map.of(), "labels", ContainerCodec.LABELS, VaultState::labels);
        var versions = shape.unless(new TreeMap<>(), "versions", versions(), VaultState::versions);
        var revision = shape.unless(0L, "rev", LONG, VaultState::revision);
        var createdAt = shape.unless(Instant.EPOCH, "created", INSTANT, VaultState::createdAt);
        var updatedAt = shape.unless(Instant.EPOCH, "updated", INSTANT, VaultState::updatedAt);
        return shape.made(row -> new VaultState(
                row.get(id),
                row.get(uid),
                row.get(labels),
                row.get(versions),
                row.get(revision),
                row.get(createdAt),
                row.get(updatedAt)));
    }

    private static Codec<SortedMap<Long, SealedValue>> versions() {
        return Groups.pairs(LONG, HoldingEvents.SEALED).as(TreeMap::new, versions -> versions);
    }

    private static Codec<ClusterState> cluster() {
        var shape = Shape.<ClusterState>of("a cluster");
        var id = shape.unless("", "id", TEXT, ClusterState::clusterId);
        var shards = shape.unless(0, "shards", INT, ClusterState::shards);
        var createdAt = shape.unless(Instant.EPOCH, "created", INSTANT, ClusterState::createdAt);
        var networks = shape.unless(List.of(), "networks", Groups.list(NetworkCodec.NETWORK), ClusterState::networks);
        var created = shape.unless(0L, "networksCreated", LONG, ClusterState::networksCreated);
        var settings =
                shape.unless(Optional.empty(), "settings", Groups.present(SpecCodec.FORM), ClusterState::settings);
        var revision = shape.unless(0L, "rev", LONG, ClusterState::revision);
        var trust = shape.unless(Trust.NONE, "trust", TrustCodec.TRUST, ClusterState::trust);
        return shape.made(row -> new ClusterState(
                row.get(id),
                row.get(shards),
                row.get(createdAt),
                row.get(networks),
                row.get(created),
                row.get(settings),
                row.get(revision),
                row.get(trust)));
    }
}
