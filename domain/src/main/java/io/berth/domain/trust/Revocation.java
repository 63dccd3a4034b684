package io.berth.domain.trust;

import java.time.Instant;

/**
 * Certificates that count no more.
 *
 * @param name of their holder: a node's id or a member's name
 * @param at when they were revoked
 * @param until by when they have expired by themselves
 */
public record Revocation(String name, Instant at, Instant until) {}
