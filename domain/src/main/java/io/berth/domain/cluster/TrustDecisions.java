package io.berth.domain.cluster;

import static io.berth.domain.entity.Rejection.Code.CONFLICT;
import static io.berth.domain.entity.Rejection.Code.INVALID;
import static io.berth.domain.entity.Rejection.Code.NOT_FOUND;
import static io.berth.domain.entity.Rejection.Code.STALE;

import io.berth.domain.cluster.ClusterEvent.AuthorityCreated;
import io.berth.domain.cluster.ClusterEvent.CertificatesRevoked;
import io.berth.domain.cluster.ClusterEvent.TokenCreated;
import io.berth.domain.cluster.ClusterEvent.TokenRevoked;
import io.berth.domain.command.ClusterCommand.CreateToken;
import io.berth.domain.command.ClusterCommand.ReplaceToken;
import io.berth.domain.command.ClusterCommand.RevokeCertificates;
import io.berth.domain.entity.Decision;
import io.berth.domain.trust.Authority;
import io.berth.domain.trust.JoinToken;
import io.berth.domain.trust.Revocation;
import io.berth.domain.trust.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Who may join, and who may not any more. */
final class TrustDecisions {
    static final Duration TOKEN_LIFETIME_MAX = Duration.ofDays(366);

    private TrustDecisions() {}

    /** There is one authority for ever; who made another was not the first member. */
    static Decision<ClusterEvent> create(ClusterState state, Authority authority) {
        if (!state.exists()) {
            return Decision.reject(CONFLICT, "cannot make an authority: the cluster has no identity yet");
        }
        return state.trust()
                .authority()
                .<Decision<ClusterEvent>>map(present -> present.certificate().equals(authority.certificate())
                        ? Decision.noChange()
                        : Decision.reject(
                                CONFLICT,
                                "cluster %s has another certificate authority than this member: join it with --join and a member token"
                                        .formatted(state.clusterId())))
                .orElseGet(() -> Decision.accept(new AuthorityCreated(authority)));
    }

    static Decision<ClusterEvent> create(ClusterState state, CreateToken command, Instant now) {
        if (state.trust().authority().isEmpty()) {
            return Decision.reject(CONFLICT, "cannot create a token: the cluster has no certificate authority yet");
        }
        Duration lifetime = command.lifetime();
        if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(TOKEN_LIFETIME_MAX) > 0) {
            return Decision.reject(
                    INVALID,
                    "cannot create a token that is valid for %s: it must be more than nothing and not more than %d days"
                            .formatted(lifetime, TOKEN_LIFETIME_MAX.toDays()));
        }
        return state.trust().token(command.id()).isPresent()
                ? Decision.noChange()
                : Decision.accept(new TokenCreated(
                        new JoinToken(command.id(), command.role(), command.digest(), now, now.plus(lifetime))));
    }

    /** Who asks for one where there is one already, gets that; who replaces another than there is, has not seen it. */
    static Decision<ClusterEvent> replace(ClusterState state, ReplaceToken command, Instant now) {
        Trust trust = state.trust();
        if (trust.authority().isEmpty()) {
            return Decision.reject(CONFLICT, "cannot create a token: the cluster has no certificate authority yet");
        }
        String present = trust.standing(command.role()).map(JoinToken::id).orElse("");
        if (present.equals(command.id()) || (command.replaced().isEmpty() && !present.isEmpty())) {
            return Decision.noChange();
        }
        if (!command.replaced().isEmpty() && !command.replaced().equals(present)) {
            return Decision.reject(
                    STALE,
                    "cannot replace the standing token %s of %ss: it is %s now; read it again and repeat the change"
                            .formatted(
                                    command.replaced(),
                                    command.role().word(),
                                    present.isEmpty() ? "revoked" : "token " + present));
        }
        TokenCreated created = new TokenCreated(
                new JoinToken(command.id(), command.role(), command.digest(), now, JoinToken.UNTIL_REVOKED));
        return present.isEmpty()
                ? Decision.accept(created)
                : Decision.accept(List.of(new TokenRevoked(present), created));
    }

    static Decision<ClusterEvent> revokeToken(ClusterState state, String id) {
        return state.trust().token(id).isPresent()
                ? Decision.accept(new TokenRevoked(id))
                : Decision.reject(NOT_FOUND, "there is no token %s; see: berth token ls".formatted(id));
    }

    static Decision<ClusterEvent> revoke(ClusterState state, RevokeCertificates command, Instant now) {
        return state.trust().isRevoked(command.name())
                ? Decision.noChange()
                : Decision.accept(
                        new CertificatesRevoked(new Revocation(command.name(), now, now.plus(command.lifetime()))));
    }
}
