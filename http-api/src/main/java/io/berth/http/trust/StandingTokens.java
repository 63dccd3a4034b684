package io.berth.http.trust;

import io.berth.domain.cluster.ClusterState;
import io.berth.domain.command.ClusterCommand;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.trust.JoinToken;
import io.berth.domain.trust.Role;
import io.berth.domain.trust.TokenText;
import io.berth.domain.trust.Trust;
import io.berth.http.ControlPlane;
import io.berth.http.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The one token of each role that stands until it is replaced, and that can be shown again: its secret follows from its
 * id and the cluster's key, and is kept nowhere. It exists from when somebody first asks to see it.
 *
 * @param control asks the cluster, and makes secrets
 * @param ids makes ids that nobody has used
 */
public record StandingTokens(ControlPlane control, Supplier<String> ids) {
    private static final EntityRef CLUSTER = new EntityRef(EntityRef.Kind.CLUSTER, ClusterState.ID);

    /** The cluster once there is a token of each role; as it is, if it has no authority to join for. */
    public CompletionStage<ClusterState> ensure(ClusterState cluster, Cause cause) {
        CompletionStage<ClusterState> ensured = CompletableFuture.completedStage(cluster);
        if (cluster.trust().authority().isEmpty()) {
            return ensured;
        }
        for (Role role : Role.values()) {
            ensured = ensured.thenCompose(state -> state.trust().standing(role).isPresent()
                    ? CompletableFuture.completedStage(state)
                    : replace(role, "", cause));
        }
        return ensured;
    }

    /** Revokes the token of a role and makes another. */
    public CompletionStage<ClusterState> rotate(ClusterState cluster, Role role, Cause cause) {
        return replace(role, cluster.trust().standing(role).map(JoinToken::id).orElse(""), cause);
    }

    private CompletionStage<ClusterState> replace(Role role, String replaced, Cause cause) {
        String id = ids.get();
        String digest = TrustRoutes.digest(control.tokenSecret(id).getBytes(StandardCharsets.UTF_8));
        return control.execute(CLUSTER, new ClusterCommand.ReplaceToken(id, role, digest, replaced), cause)
                .thenApply(outcome ->
                        (ClusterState) Refusal.orAccepted(CLUSTER, outcome).state());
    }

    /** All of the token of a role; empty if there is none. */
    public Optional<TokenText> text(Trust trust, Role role) {
        return trust.authority()
                .flatMap(authority -> trust.standing(role)
                        .map(token -> new TokenText(
                                TrustRoutes.pin(authority), token.id(), control.tokenSecret(token.id()))));
    }
}
