package io.berth.domain.command;

import io.berth.domain.entity.EntityCommand;
import io.berth.domain.spec.ServiceId;

/** What a claim is asked. A claim's id is what is held, such as {@code port/tcp/8080}. */
public sealed interface ClaimCommand extends EntityCommand {
    /** A creation of a service wants to hold it; refused if another one does. Expires unless confirmed. */
    record Claim(ServiceId service, String uid) implements ClaimCommand {}

    /** The service has recorded that it holds it. */
    record Confirm(ServiceId service, String uid) implements ClaimCommand {}

    /** The service has recorded that it does not want it any more, or was never created. */
    record Release(ServiceId service, String uid) implements ClaimCommand {}

    /** Time has passed. */
    record Wake(boolean recovered) implements ClaimCommand {}
}
