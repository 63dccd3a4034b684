package io.berth.persistence.codec;

import static io.berth.persistence.codec.Values.INSTANT;
import static io.berth.persistence.codec.Values.TEXT;

import io.berth.domain.cluster.ClusterEvent.AuthorityCreated;
import io.berth.domain.cluster.ClusterEvent.CertificatesRevoked;
import io.berth.domain.cluster.ClusterEvent.TokenCreated;
import io.berth.domain.cluster.ClusterEvent.TokenRevoked;
import io.berth.domain.trust.Authority;
import io.berth.domain.trust.JoinToken;
import io.berth.domain.trust.Revocation;
import io.berth.domain.trust.Role;
import io.berth.domain.trust.Trust;
import java.util.List;
import java.util.Optional;

/** The codecs of whom the cluster lets in. */
final class TrustCodec {
    private static final Codec<Role> ROLE = Words.of(Role.values(), role -> switch (role) {
        case AGENT -> "agent";
        case MEMBER -> "member";
    });
    private static final Codec<Authority> AUTHORITY = authority();
    private static final Codec<JoinToken> TOKEN = token();
    private static final Codec<Revocation> REVOCATION = revocation();
    static final Codec<Trust> TRUST = trust();

    private TrustCodec() {}

    static void addTo(EventTable events) {
        events.with("cluster.authority-created/1", AuthorityCreated.class, authorityCreated())
                .with("cluster.token-created/1", TokenCreated.class, tokenCreated())
                .with("cluster.token-revoked/1", TokenRevoked.class, tokenRevoked())
                .with("cluster.certificates-revoked/1", CertificatesRevoked.class, certificatesRevoked());
    }

    private static Codec<Authority> authority() {
        var shape = Shape.<Authority>of("a certificate authority");
        var certificate = shape.always("certificate", TEXT, Authority::certificate);
        var key = shape.always("key", HoldingEvents.SEALED, Authority::key);
        return shape.made(row -> new Authority(row.get(certificate), row.get(key)));
    }

    private static Codec<JoinToken> token() {
        var shape = Shape.<JoinToken>of("a join token");
        var id = shape.always("id", TEXT, JoinToken::id);
        var role = shape.always("role", ROLE, JoinToken::role);
        var digest = shape.always("digest", TEXT, JoinToken::digest);
        var createdAt = shape.always("created", INSTANT, JoinToken::createdAt);
        var expiresAt = shape.always("expires", INSTANT, JoinToken::expiresAt);
        return shape.made(row ->
                new JoinToken(row.get(id), row.get(role), row.get(digest), row.get(createdAt), row.get(expiresAt)));
    }

    private static Codec<Revocation> revocation() {
        var shape = Shape.<Revocation>of("a revocation");
        var name = shape.always("name", TEXT, Revocation::name);
        var at = shape.always("at", INSTANT, Revocation::at);
        var until = shape.always("until", INSTANT, Revocation::until);
        return shape.made(row -> new Revocation(row.get(name), row.get(at), row.get(until)));
    }

    private static Codec<Trust> trust() {
        var shape = Shape.<Trust>of("whom the cluster lets in");
        var authority = shape.unless(Optional.empty(), "authority", Groups.present(AUTHORITY), Trust::authority);
        var tokens = shape.unless(List.of(), "tokens", Groups.list(TOKEN), Trust::tokens);
        var revocations = shape.unless(List.of(), "revoked", Groups.list(REVOCATION), Trust::revocations);
        return shape.made(row -> new Trust(row.get(authority), row.get(tokens), row.get(revocations)));
    }

    private static Codec<AuthorityCreated> authorityCreated() {
        var shape = Shape.<AuthorityCreated>of("a new certificate authority");
        var authority = shape.always("authority", AUTHORITY, AuthorityCreated::authority);
        return shape.made(row -> new AuthorityCreated(row.get(authority)));
    }

    private static Codec<TokenCreated> tokenCreated() {
        var shape = Shape.<TokenCreated>of("a new join token");
        var token = shape.always("token", TOKEN, TokenCreated::token);
        return shape.made(row -> new TokenCreated(row.get(token)));
    }

    private static Codec<TokenRevoked> tokenRevoked() {
        var shape = Shape.<TokenRevoked>of("a revoked join token");
        var id = shape.always("id", TEXT, TokenRevoked::id);
        return shape.made(row -> new TokenRevoked(row.get(id)));
    }

    private static Codec<CertificatesRevoked> certificatesRevoked() {
        var shape = Shape.<CertificatesRevoked>of("revoked certificates");
        var revocation = shape.always("revocation", REVOCATION, CertificatesRevoked::revocation);
        return shape.made(row -> new CertificatesRevoked(row.get(revocation)));
    }
}
