package io.berth.sharding.entity;

import io.berth.domain.entity.Rejection;
import java.util.Optional;

/**
 * The answer to what an agent says: small, as it is given every second.
 *
 * @param refusal why nothing came of it; empty if it is recorded
 */
public record Heard(Optional<Rejection> refusal) {}
