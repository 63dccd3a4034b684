package io.berth.domain.cluster;

import static io.berth.domain.entity.Rejection.Code.CONFLICT;
import static io.berth.domain.entity.Rejection.Code.STALE;

import io.berth.domain.cluster.ClusterEvent.AuthorityCreated;
import io.berth.domain.cluster.ClusterEvent.CertificatesRevoked;
import io.berth.domain.cluster.ClusterEvent.ClusterInitialised;
import io.berth.domain.cluster.ClusterEvent.NetworkCreated;
import io.berth.domain.cluster.ClusterEvent.NetworkRemoved;
import io.berth.domain.cluster.ClusterEvent.SettingsChanged;
import io.berth.domain.cluster.ClusterEvent.TokenCreated;
import io.berth.domain.cluster.ClusterEvent.TokenRevoked;
import io.berth.domain.command.ClusterCommand;
import io.berth.domain.command.ClusterCommand.ChangeSettings;
import io.berth.domain.command.ClusterCommand.CreateAuthority;
import io.berth.domain.command.ClusterCommand.CreateNetwork;
import io.berth.domain.command.ClusterCommand.CreateToken;
import io.berth.domain.command.ClusterCommand.Initialise;
import io.berth.domain.command.ClusterCommand.RemoveNetwork;
import io.berth.domain.command.ClusterCommand.ReplaceToken;
import io.berth.domain.command.ClusterCommand.RevokeCertificates;
import io.berth.domain.command.ClusterCommand.RevokeToken;
import io.berth.domain.command.ClusterCommand.Wake;
import io.berth.domain.entity.Decision;
import io.berth.domain.entity.Instruction;
import io.berth.domain.entity.Recorded;
import io.berth.domain.rules.Context;
import io.berth.domain.rules.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules of the cluster's identity and of what there is only one of. */
public final class ClusterRules implements Rules<ClusterState, ClusterCommand, ClusterEvent> {
    @Override
    public ClusterState initial(String id) {
        return ClusterState.of("", 0, Instant.EPOCH);
    }

    @Override
    public Decision<ClusterEvent> decide(ClusterState state, ClusterCommand command, Context context) {
        return switch (command) {
            case Initialise(var clusterId, var shards) -> initialise(state, clusterId, shards);
            case CreateNetwork(var network) -> NetworkDecisions.create(state, network, context.now());
            case RemoveNetwork(var id) -> NetworkDecisions.remove(state, id);
            case ChangeSettings change -> change(state, change);
            case CreateAuthority(var authority) -> TrustDecisions.create(state, authority);
            case CreateToken create -> TrustDecisions.create(state, create, context.now());
            case ReplaceToken replace -> TrustDecisions.replace(state, replace, context.now());
            case RevokeToken(var id) -> TrustDecisions.revokeToken(state, id);
            case RevokeCertificates revoke -> TrustDecisions.revoke(state, revoke, context.now());
            case Wake _ -> Decision.noChange();
        };
    }

    private static Decision<ClusterEvent> initialise(ClusterState state, String clusterId, int shards) {
        if (!state.exists()) {
            return Decision.accept(new ClusterInitialised(clusterId, shards));
        }
        return state.shards() == shards
                ? Decision.noChange()
                : Decision.reject(
                        CONFLICT,
                        "cannot start with %d shards: cluster %s was created with %d, and that is fixed"
                                .formatted(shards, state.clusterId(), state.shards()));
    }

    private static Decision<ClusterEvent> change(ClusterState state, ChangeSettings change) {
        if (change.ifRevision().isPresent() && change.ifRevision().getAsLong() != state.revision()) {
            return Decision.reject(
                    STALE,
                    "cannot change the cluster's settings: they are at revision %d, the change was made for revision %d; read them again and repeat the change"
                            .formatted(state.revision(), change.ifRevision().getAsLong()));
        }
        return state.settings().equals(Optional.of(change.form()))
                ? Decision.noChange()
                : Decision.accept(new SettingsChanged(change.form()));
    }

    @Override
    public ClusterState apply(ClusterState state, Recorded<ClusterEvent> recorded) {
        return switch (recorded.event()) {
            case ClusterInitialised(var clusterId, var shards) -> ClusterState.of(clusterId, shards, recorded.at());
            case NetworkCreated(var network) ->
                state.withNetworks(
                        Stream.concat(state.networks().stream(), Stream.of(network))
                                .toList(),
                        network.number());
            case NetworkRemoved(var id, var _) ->
                state.withNetworks(
                        state.networks().stream()
                                .filter(network -> !network.id().equals(id))
                                .toList(),
                        state.networksCreated());
            case SettingsChanged(var form) -> state.withSettings(form);
            case AuthorityCreated(var authority) ->
                state.withTrust(state.trust().with(authority));
            case TokenCreated(var token) -> state.withTrust(state.trust().with(token, recorded.at()));
            case TokenRevoked(var id) -> state.withTrust(state.trust().withoutToken(id));
            case CertificatesRevoked(var revocation) ->
                state.withTrust(state.trust().with(revocation));
        };
    }

    @Override
    public List<Instruction> instructions(ClusterState state) {
        return List.of();
    }

    @Override
    public ClusterCommand wake(boolean recovered) {
        return new Wake(recovered);
    }

    @Override
    public Optional<Instant> wakeAt(ClusterState state) {
        return Optional.empty();
    }
}
