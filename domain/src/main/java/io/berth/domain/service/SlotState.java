package io.berth.domain.service;

import io.berth.domain.placement.Explanation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a service remembers of a slot beside its tasks.
 *
 * @param restarts when this revision's restarts were planned, the oldest first
 * @param due when the next task may be placed; {@link Instant.EPOCH} for at once
 * @param isGivenUp whether no more restarts follow
 * @param pending why no node can take it, if none can
 */
public record SlotState(List<Instant> restarts, Instant due, boolean isGivenUp, Optional<Explanation> pending) {
    public static final SlotState FRESH = new SlotState(List.of(), Instant.EPOCH, false, Optional.empty());

    public SlotState {
        restarts = List.copyOf(restarts);
    }

    SlotState pending(Optional<Explanation> why) {
        return new SlotState(restarts, due, isGivenUp, why);
    }

    /** Whether a time is to come before the next task may be placed; it may have come. */
    boolean isWaiting() {
        return !due.equals(Instant.EPOCH) && !isGivenUp && pending.isEmpty();
    }
}
