package io.berth.chaos.simulator.world;

import io.berth.domain.command.ClaimCommand;
import io.berth.domain.command.ServiceCommand.Put;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Outcome;
import io.berth.domain.service.Ports;
import io.berth.domain.service.ServiceState;
import io.berth.domain.spec.ServiceId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Puts a service as a member does: claims its published ports, then asks the service, and releases what is not needed. */
final class ServicePut {
    private final Member member;
    private final EntityRef service;
    private final Put put;
    private final Cause cause;
    private final Consumer<Outcome> then;

    ServicePut(Member member, EntityRef service, Put put, Cause cause, Consumer<Outcome> then) {
        this.member = member;
        this.service = service;
        this.put = put;
        this.cause = cause;
        this.then = then;
    }

    void begin() {
        member.describe(service, found -> {
            if (found.isEmpty()) {
                then.accept(new Outcome.Unknown(service + " has not answered"));
                return;
            }
            Optional<ServiceState> present = found.map(ServiceState.class::cast).filter(ServiceState::exists);
            String uid = present.map(ServiceState::uid).orElse(put.uid());
            Set<String> held = present.map(state -> Ports.claims(state.spec())).orElse(Set.of());
            List<String> missing = Ports.claims(put.spec()).stream()
                    .filter(claim -> !held.contains(claim))
                    .toList();
            claim(
                    missing,
                    0,
                    new ClaimCommand.Claim(
                            ServiceId.parse(service.id()),
                            uid,
                            present.map(ServiceState::revision).orElse(0L) + 1));
        });
    }

    private void claim(List<String> missing, int from, ClaimCommand.Claim claim) {
        if (from == missing.size()) {
            member.ask(service, new Put(claim.uid(), put.spec(), put.ifRevision()), cause, outcome -> {
                if (outcome instanceof Outcome.Rejected) {
                    release(missing, claim);
                }
                then.accept(outcome);
            });
            return;
        }
        member.ask(ref(missing.get(from)), claim, cause, outcome -> {
            if (outcome instanceof Outcome.Accepted) {
                claim(missing, from + 1, claim);
            } else {
                release(missing, claim);
                then.accept(outcome);
            }
        });
    }

    private void release(List<String> claims, ClaimCommand.Claim claim) {
        claims.forEach(id ->
                member.tell(ref(id), new ClaimCommand.Release(claim.service(), claim.uid(), given(claim)), cause));
    }

    /** Of a service that is there another request may have claimed the same: then the claim asks by itself, later. */
    private static long given(ClaimCommand.Claim claim) {
        return claim.revision() == 1 ? 1 : claim.revision() - 1;
    }

    private static EntityRef ref(String claim) {
        return new EntityRef(EntityRef.Kind.CLAIM, claim);
    }
}
