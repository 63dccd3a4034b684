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
 * @param last who has let go of it last, if anyone has
 */
public record ClaimState(String id, Optional<Holder> holder, Optional<Former> last) implements EntityState {
    /**
     * A holder.
     *
     * @param since when it claimed
     * @param isConfirmed whether the service has recorded it too
     * @param revision of the service's spec for which it was claimed or confirmed last
     */
    public record Holder(ServiceId service, String uid, Instant since, boolean isConfirmed, long revision) {}

    /**
     * A former holder.
     *
     * @param revision at which the service did not want it any more
     */
    public record Former(String uid, long revision) {}

    @Override
    public boolean exists() {
        return holder.isPresent();
    }
}
