package io.berth.domain.claim;

import io.berth.domain.entity.EntityState;
import io.berth.domain.spec.ServiceId;
import java.time.Instant;
import java.util.Optional;

/**
 * Who holds a thing that only one service may hold.
 *
 * @param id what is held, such as {@code port/tcp/8080}
 * @param holder who holds it, if anyone does
 */
public record ClaimState(String id, Optional<Holder> holder) implements EntityState {
    /**
     * A holder.
     *
     * @param since when it claimed
     * @param isConfirmed whether the service has recorded it too
     */
    public record Holder(ServiceId service, String uid, Instant since, boolean isConfirmed) {}

    @Override
    public boolean exists() {
        return holder.isPresent();
    }
}
