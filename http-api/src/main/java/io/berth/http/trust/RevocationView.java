package io.berth.http.trust;

import io.berth.domain.trust.Revocation;

/**
 * Certificates that count no more.
 *
 * @param name of their holder: a node's id or a member's name
 * @param at when they were revoked
 */
public record RevocationView(String name, String at) {
    static RevocationView of(Revocation revocation) {
        return new RevocationView(revocation.name(), revocation.at().toString());
    }
}
