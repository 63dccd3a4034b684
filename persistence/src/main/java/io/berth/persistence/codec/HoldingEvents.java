package io.berth.persistence.codec;

import static io.berth.persistence.codec.ContainerCodec.LABELS;
import static io.berth.persistence.codec.SpecCodec.SERVICE_ID;
import static io.berth.persistence.codec.Values.INT;
import static io.berth.persistence.codec.Values.LONG;
import static io.berth.persistence.codec.Values.TEXT;

import io.berth.domain.claim.ClaimEvent.Claimed;
import io.berth.domain.claim.ClaimEvent.Confirmed;
import io.berth.domain.claim.ClaimEvent.Released;
import io.berth.domain.cluster.ClusterEvent.ClusterInitialised;
import io.berth.domain.cluster.ClusterEvent.NetworkCreated;
import io.berth.domain.cluster.ClusterEvent.NetworkRemoved;
import io.berth.domain.cluster.ClusterEvent.SettingsChanged;
import io.berth.domain.seal.SealedValue;
import io.berth.domain.vault.VaultEvent.ItemCreated;
import io.berth.domain.vault.VaultEvent.ItemRemoved;
import io.berth.domain.vault.VaultEvent.LabelsChanged;
import io.berth.domain.vault.VaultEvent.ValueStored;
import java.util.Map;

/**
 * The codecs of the events of claims, of secrets and configs, and of the cluster. Secrets and configs have the same
 * events; which of the two it is stands in the persistence id, so both are written as {@code vault}.
 */
final class HoldingEvents {
    static final Codec<SealedValue> SEALED = sealed();

    private HoldingEvents() {}

    static void addTo(EventTable events) {
        events.with("claim.claimed/1", Claimed.class, claimed())
                .with("claim.confirmed/1", Confirmed.class, confirmed())
                .with("claim.released/1", Released.class, released())
                .with("vault.item-created/1", ItemCreated.class, itemCreated())
                .with("vault.value-stored/1", ValueStored.class, stored())
                .with("vault.labels-changed/1", LabelsChanged.class, labelsChanged())
                .with("vault.item-removed/1", ItemRemoved.class, itemRemoved())
                .with("cluster.cluster-initialised/1", ClusterInitialised.class, initialised())
                .with("cluster.network-created/1", NetworkCreated.class, networkCreated())
                .with("cluster.network-removed/1", NetworkRemoved.class, networkRemoved())
                .with("cluster.settings-changed/1", SettingsChanged.class, settingsChanged());
        TrustCodec.addTo(events);
    }

    private static Codec<Claimed> claimed() {
        var shape = Shape.<Claimed>of("a claim");
        var service = shape.always("service", SERVICE_ID, Claimed::service);
        var uid = shape.always("uid", TEXT, Claimed::uid);
        var revision = shape.unless(0L, "rev", LONG, Claimed::revision);
        return shape.made(row -> new Claimed(row.get(service), row.get(uid), row.get(revision)));
    }

    private static Codec<Confirmed> confirmed() {
        var shape = Shape.<Confirmed>of("a confirmed claim");
        var service = shape.always("service", SERVICE_ID, Confirmed::service);
        var uid = shape.always("uid", TEXT, Confirmed::uid);
        var revision = shape.unless(0L, "rev", LONG, Confirmed::revision);
        return shape.made(row -> new Confirmed(row.get(service), row.get(uid), row.get(revision)));
    }

    private static Codec<Released> released() {
        var shape = Shape.<Released>of("a released claim");
        var service = shape.always("service", SERVICE_ID, Released::service);
        var uid = shape.always("uid", TEXT, Released::uid);
        var reason = shape.unless("", "reason", TEXT, Released::reason);
        var revision = shape.unless(0L, "rev", LONG, Released::revision);
        return shape.made(row -> new Released(row.get(service), row.get(uid), row.get(reason), row.get(revision)));
    }

    private static Codec<SealedValue> sealed() {
        var shape = Shape.<SealedValue>of("a sealed value");
        var keyId = shape.unless("", "key", TEXT, SealedValue::keyId);
        var ciphertext = shape.unless("", "sealed", TEXT, SealedValue::ciphertext);
        var digest = shape.unless("", "digest", TEXT, SealedValue::digest);
        var size = shape.unless(0, "size", INT, SealedValue::size);
        return shape.made(row -> new SealedValue(row.get(keyId), row.get(ciphertext), row.get(digest), row.get(size)));
    }

    private static Codec<ItemCreated> itemCreated() {
        var shape = Shape.<ItemCreated>of("a created item");
        var uid = shape.always("uid", TEXT, ItemCreated::uid);
        return shape.made(row -> new ItemCreated(row.get(uid)));
    }

    private static Codec<ValueStored> stored() {
        var shape = Shape.<ValueStored>of("a stored value");
        var version = shape.always("v", LONG, ValueStored::version);
        var value = shape.always("value", SEALED, ValueStored::value);
        return shape.made(row -> new ValueStored(row.get(version), row.get(value)));
    }

    private static Codec<LabelsChanged> labelsChanged() {
        var shape = Shape.<LabelsChanged>of("changed labels");
        var labels = shape.unless(Map.of(), "labels", LABELS, LabelsChanged::labels);
        return shape.made(row -> new LabelsChanged(row.get(labels)));
    }

    private static Codec<ItemRemoved> itemRemoved() {
        return Shape.<ItemRemoved>of("a removed item").made(_ -> new ItemRemoved());
    }

    private static Codec<NetworkCreated> networkCreated() {
        var shape = Shape.<NetworkCreated>of("a created network");
        var network = shape.always("network", NetworkCodec.NETWORK, NetworkCreated::network);
        return shape.made(row -> new NetworkCreated(row.get(network)));
    }

    private static Codec<NetworkRemoved> networkRemoved() {
        var shape = Shape.<NetworkRemoved>of("a removed network");
        var id = shape.always("id", TEXT, NetworkRemoved::id);
        var name = shape.always("name", TEXT, NetworkRemoved::name);
        return shape.made(row -> new NetworkRemoved(row.get(id), row.get(name)));
    }

    private static Codec<SettingsChanged> settingsChanged() {
        var shape = Shape.<SettingsChanged>of("changed settings");
        var form = shape.always("form", SpecCodec.FORM, SettingsChanged::form);
        return shape.made(row -> new SettingsChanged(row.get(form)));
    }

    private static Codec<ClusterInitialised> initialised() {
        var shape = Shape.<ClusterInitialised>of("the cluster's identity");
        var id = shape.always("id", TEXT, ClusterInitialised::clusterId);
        var shards = shape.always("shards", INT, ClusterInitialised::shards);
        return shape.made(row -> new ClusterInitialised(row.get(id), row.get(shards)));
    }
}
