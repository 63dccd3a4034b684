package io.berth.domain.trust;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whom the cluster lets in.
 *
 * @param authority that signs certificates, once the first member has made it
 * @param tokens that were not revoked, the oldest first
 * @param revocations of certificates that have not expired yet, the oldest first
 */
public record Trust(Optional<Authority> authority, List<JoinToken> tokens, List<Revocation> revocations) {
    /** Of a cluster without an authority. */
    public static final Trust NONE = new Trust(Optional.empty(), List.of(), List.of());

    public Trust {
        tokens = List.copyOf(tokens);
        revocations = List.copyOf(revocations);
    }

    /** A token that exists, expired or not. */
    public Optional<JoinToken> token(String id) {
        return tokens.stream().filter(token -> token.id().equals(id)).findFirst();
    }

    /** The token of a role that stands until it is revoked, if somebody has asked for one. */
    public Optional<JoinToken> standing(Role role) {
        return tokens.stream()
                .filter(token -> token.isStanding() && token.role() == role)
                .findFirst();
    }

    /** Whether all certificates of that holder are revoked. */
    public boolean isRevoked(String name) {
        return revocations.stream().anyMatch(revocation -> revocation.name().equals(name));
    }

    public Trust with(Authority newAuthority) {
        return new Trust(Optional.of(newAuthority), tokens, revocations);
    }

    /** With one more token; those that have long expired are forgotten. */
    public Trust with(JoinToken token, Instant now) {
        return new Trust(
                authority,
                Stream.concat(tokens.stream().filter(present -> present.isValid(now)), Stream.of(token))
                        .toList(),
                revocations);
    }

    public Trust withoutToken(String id) {
        return new Trust(
                authority,
                tokens.stream().filter(token -> !token.id().equals(id)).toList(),
                revocations);
    }

    /** With one more revocation; those of certificates that have expired meanwhile are forgotten. */
    public Trust with(Revocation revocation) {
        Stream<Revocation> kept = revocations.stream()
                .filter(present -> !present.name().equals(revocation.name())
                        && present.until().isAfter(revocation.at()));
        return new Trust(
                authority, tokens, Stream.concat(kept, Stream.of(revocation)).toList());
    }
}
