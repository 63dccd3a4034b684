package io.berth.domain.trust;

import java.time.Instant;

/**
 * Lets a machine in. Who holds the secret gets a certificate for it.
 *
 * @param id names the token; no secret
 * @param role that it gives
 * @param digest of its secret
 * @param createdAt when it was made
 * @param expiresAt from when on it is of no use
 */
public record JoinToken(String id, Role role, String digest, Instant createdAt, Instant expiresAt) {
    /** Whether it can be traded for a certificate at that time. */
    public boolean isValid(Instant at) {
        return at.isBefore(expiresAt);
    }
}
