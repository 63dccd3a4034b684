package io.berth.domain.command;

import io.berth.domain.entity.EntityCommand;
import io.berth.domain.spec.ServiceId;

/** What a claim is asked. A claim's id is what is held, such as {@code port/tcp/8080}. */
public sealed interface ClaimCommand extends EntityCommand {
    /**
     * A creation of a service wants to hold it; refused if another one does. Expires unless confirmed.
     *
     * @param revision of the service's spec that will want it
     */
    record Claim(ServiceId service, String uid, long revision) implements ClaimCommand {}

    /** The service has recorded that it holds it, with the spec of this revision. */
    record Confirm(ServiceId service, String uid, long revision) implements ClaimCommand {}

    /**
     * The service has recorded that it does not want it any more, or was never created.
     *
     * @param revision at which that is so; a later one may want it again
     */
    record Release(ServiceId service, String uid, long revision) implements ClaimCommand {}

    /** Time has passed. */
    record Wake(boolean recovered) implements ClaimCommand {}
}
