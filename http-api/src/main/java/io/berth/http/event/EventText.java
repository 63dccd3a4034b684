package io.berth.http.event;

import io.berth.domain.claim.ClaimEvent;
import io.berth.domain.cluster.ClusterEvent;
import io.berth.domain.entity.EntityEvent;
import io.berth.domain.entity.Journaled;
import io.berth.domain.node.NodeEvent;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.vault.VaultEvent;

/** Events in one sentence each, for people. Pure; secrets never show. */
public final class EventText {
    private EventText() {}

    public static String of(Journaled event) {
        return of(event.recorded().event());
    }

    /** The sentence, without a full stop. */
    public static String of(EntityEvent event) {
        return switch (event) {
            case ServiceEvent service -> ServiceEventText.of(service);
            case NodeEvent node -> NodeEventText.of(node);
            case VaultEvent vault -> vault(vault);
            case ClaimEvent claim -> claim(claim);
            case ClusterEvent cluster -> cluster(cluster);
            default -> event.getClass().getSimpleName();
        };
    }

    private static String vault(VaultEvent event) {
        return switch (event) {
            case VaultEvent.ItemCreated _ -> "created";
            case VaultEvent.ValueStored(long version, var value) ->
                "version %d stored, %d bytes".formatted(version, value.size());
            case VaultEvent.LabelsChanged(var labels) -> "labels set to " + labels;
            case VaultEvent.ItemRemoved _ -> "removed";
        };
    }

    private static String cluster(ClusterEvent event) {
        return switch (event) {
            case ClusterEvent.ClusterInitialised(String id, int shards) ->
                "the cluster %s was founded with %d shards".formatted(id, shards);
            case ClusterEvent.NetworkCreated(var network) -> "network %s created".formatted(network.name());
            case ClusterEvent.NetworkRemoved(String _, String name) -> "network %s removed".formatted(name);
            case ClusterEvent.SettingsChanged(var form) ->
                "settings of the %s dialect changed".formatted(form.dialect());
            case ClusterEvent.AuthorityCreated _ -> "the certificate authority was made";
            case ClusterEvent.TokenCreated(var token) ->
                "join token %s for %ss created, valid until %s"
                        .formatted(
                                token.id(),
                                token.role().word(),
                                token.isStanding() ? "it is revoked" : token.expiresAt());
            case ClusterEvent.TokenRevoked(String id) -> "join token %s revoked".formatted(id);
            case ClusterEvent.CertificatesRevoked(var revocation) ->
                "certificates of %s revoked".formatted(revocation.name());
        };
    }

    private static String claim(ClaimEvent event) {
        return switch (event) {
            case ClaimEvent.Claimed(var service, String _, long _) -> "claimed by " + service;
            case ClaimEvent.Confirmed(var service, String _, long _) -> "confirmed by " + service;
            case ClaimEvent.Released(var service, String _, String reason, long _) ->
                "released by %s: %s".formatted(service, reason);
        };
    }

    /** {@code 1 task} or {@code 3 tasks}. */
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
