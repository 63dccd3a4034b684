package io.berth.http.trust;

import io.berth.domain.cluster.ClusterState;
import io.berth.domain.command.ClusterCommand;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.trust.Authority;
import io.berth.domain.trust.TokenText;
import io.berth.http.problem.Refusal;
import io.berth.http.route.Answers;
import io.berth.http.route.Call;
import io.berth.http.route.Commands;
import io.berth.http.route.Endpoint;
import io.berth.http.route.ItemList;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /tokens} and {@code /revocations}.
 *
 * @param commands asks the cluster
 * @param ids makes ids and secrets that nobody can guess
 */
public record TrustRoutes(Commands commands, Supplier<String> ids) {
    private static final EntityRef CLUSTER = new EntityRef(EntityRef.Kind.CLUSTER, ClusterState.ID);
    /** No certificate is valid for longer. */
    private static final Duration REVOKED_FOR = Duration.ofDays(366);

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/tokens", "All join tokens, without their secrets", TokenView.class, this::tokens),
                Endpoint.post("/tokens", "Make a join token", TokenView.class, this::create)
                        .body(TokenBody.class),
                Endpoint.delete("/tokens/{id}", "Revoke a join token", TokenView.class, this::remove),
                Endpoint.get(
                        "/revocations", "Whose certificates count no more", RevocationView.class, this::revocations),
                Endpoint.post("/revocations", "Revoke all certificates of a holder", RevocationView.class, this::revoke)
                        .body(RevocationBody.class));
    }

    private CompletionStage<HttpResponse> tokens(Call call) {
        return list(state -> state.trust().tokens().stream().map(TokenView::of).toList());
    }

    private CompletionStage<HttpResponse> revocations(Call call) {
        return list(state ->
                state.trust().revocations().stream().map(RevocationView::of).toList());
    }

    private CompletionStage<HttpResponse> list(Function<ClusterState, List<?>> items) {
        long position = commands.control().position();
        return commands.get(CLUSTER, ClusterState.class)
                .thenApply(found -> Answers.ok(new ItemList<>(items.apply(found.state()), position, "")));
    }

    private CompletionStage<HttpResponse> create(Call call) {
        TokenBody.Wanted wanted = call.json(TokenBody.class).sound();
        String id = ids.get();
        String secret = ids.get();
        var command = new ClusterCommand.CreateToken(
                id, wanted.role(), digest(secret.getBytes(StandardCharsets.UTF_8)), wanted.lifetime());
        return commands.run(CLUSTER, command, call, ClusterState.class).thenApply(found -> {
            ClusterState state = found.state();
            TokenText text = new TokenText(pin(state.trust().authority().orElseThrow()), id, secret);
            return Answers.json(
                    201, TokenView.of(state.trust().token(id).orElseThrow()).withText(text.text()));
        });
    }

    private CompletionStage<HttpResponse> remove(Call call) {
        return commands.run(CLUSTER, new ClusterCommand.RevokeToken(call.path("id")), call, ClusterState.class)
                .thenApply(_ -> HttpResponse.create().withStatus(204));
    }

    private CompletionStage<HttpResponse> revoke(Call call) {
        String name = call.json(RevocationBody.class).sound();
        return commands.run(CLUSTER, new ClusterCommand.RevokeCertificates(name, REVOKED_FOR), call, ClusterState.class)
                .thenApply(found -> found.state().trust().revocations().stream()
                        .filter(revocation -> revocation.name().equals(name))
                        .findFirst()
                        .map(revocation -> Answers.json(201, RevocationView.of(revocation)))
                        .orElseThrow(() -> Refusal.notFound("nothing is revoked of " + name)));
    }

    /** The digest of the certificate's bytes, which stand between the lines of its text. */
    static String pin(Authority authority) {
        return digest(Base64.getMimeDecoder()
                .decode(authority
                        .certificate()
                        .replaceAll("-----[A-Z ]+-----", "")
                        .strip()));
    }

    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK lacks SHA-256", e);
        }
    }
}
