package io.berth.domain.trust;

import java.time.Instant;

/**
 * Lets a machine in. Who holds the secret gets a certificate for it.
 *
 * @param id names the token; no secret
 * @param role that it gives
 * @param digest of its secret
 * @param createdAt when it was made
 * @param expiresAt from when on it is of no use; {@link #UNTIL_REVOKED} for a standing token
 */
public record JoinToken(String id, Role role, String digest, Instant createdAt, Instant expiresAt) {
    /** The end of tokens that are valid until somebody revokes them. */
    public static final Instant UNTIL_REVOKED = Instant.parse("9999-12-31T23:59:59Z");

    /** Whether it is the one token of its role that stands until it is revoked. */
    public boolean isStanding() {
        return expiresAt.equals(UNTIL_REVOKED);
    }

    /** Whether it can be traded for a certificate at that time. */
    public boolean isValid(Instant at) {
        return at.isBefore(expiresAt);
    }
}
