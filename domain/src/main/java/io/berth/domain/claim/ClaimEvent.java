package io.berth.domain.claim;

import io.berth.domain.entity.EntityEvent;
import io.berth.domain.spec.ServiceId;

/** What has happened to a claim. */
public sealed interface ClaimEvent extends EntityEvent {
    record Claimed(ServiceId service, String uid) implements ClaimEvent {}

    record Confirmed(ServiceId service, String uid) implements ClaimEvent {}

    record Released(ServiceId service, String uid, String reason) implements ClaimEvent {}
}
