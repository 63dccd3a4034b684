package io.berth.sharding.entity;

import io.berth.domain.entity.Rejection;
import java.util.Optional;

/**
 * The answer to what an agent says, or to a knock: small, as it is given often.
 *
 * @param refusal why nothing came of it; empty if it is recorded
 */
public record Heard(Optional<Rejection> refusal) {}
