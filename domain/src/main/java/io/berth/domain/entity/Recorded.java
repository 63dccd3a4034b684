package io.berth.domain.entity;

import java.time.Instant;

/**
 * An event as it stands in the journal: the fact, when it was decided and what led to it.
 *
 * @param <E> the kind of event
 */
public record Recorded<E extends EntityEvent>(E event, Instant at, Cause cause) {}
