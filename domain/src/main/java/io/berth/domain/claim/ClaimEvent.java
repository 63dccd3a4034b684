package io.berth.domain.claim;

import io.berth.domain.entity.EntityEvent;
import io.berth.domain.spec.ServiceId;

/** What has happened to a claim. */
public sealed interface ClaimEvent extends EntityEvent {
    /** For a spec of this revision; also recorded when the holder claims it for a later one. */
    record Claimed(ServiceId service, String uid, long revision) implements ClaimEvent {}

    record Confirmed(ServiceId service, String uid, long revision) implements ClaimEvent {}

    record Released(ServiceId service, String uid, String reason, long revision) implements ClaimEvent {}
}
