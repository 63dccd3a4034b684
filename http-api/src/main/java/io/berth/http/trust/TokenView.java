package io.berth.http.trust;

import io.berth.domain.trust.JoinToken;
import java.util.Optional;

/**
 * A join token.
 *
 * @param id names it
 * @param role that it gives: {@code agent} or {@code member}
 * @param createdAt when it was made
 * @param expiresAt from when on it is of no use
 * @param token all of it, shown once, when it is made
 */
public record TokenView(String id, String role, String createdAt, String expiresAt, Optional<String> token) {
    static TokenView of(JoinToken token) {
        return new TokenView(
                token.id(),
                token.role().word(),
                token.createdAt().toString(),
                token.expiresAt().toString(),
                Optional.empty());
    }

    TokenView withText(String text) {
        return new TokenView(id, role, createdAt, expiresAt, Optional.of(text));
    }

    @Override
    public String toString() {
        return "TokenView[id=%s, role=%s]".formatted(id, role);
    }
}
