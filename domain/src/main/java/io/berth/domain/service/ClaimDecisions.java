package io.berth.domain.service;

import io.berth.domain.command.ClaimCommand;
import io.berth.domain.command.ServiceCommand.ClaimAsks;
import io.berth.domain.command.ServiceCommand.ClaimConfirmed;
import io.berth.domain.command.ServiceCommand.ClaimReleased;
import io.berth.domain.entity.Decision;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Instruction;
import io.berth.domain.service.ServiceEvent.ClaimHeld;
import io.berth.domain.service.ServiceEvent.ClaimLetGo;
import io.berth.domain.spec.ServiceSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Claim, confirm, release: the service's side of holding what only one service may hold. */
final class ClaimDecisions {
    private ClaimDecisions() {}

    /** A claim that was never confirmed asks; "not mine" frees it. */
    static Decision<ServiceEvent> asks(ServiceState state, ClaimAsks asks) {
        boolean isHeld = state.uid().equals(asks.uid()) && wanted(state).contains(asks.claim());
        ClaimCommand answer = isHeld
                ? new ClaimCommand.Confirm(state.id(), asks.uid(), Math.max(asks.revision(), state.revision()))
                : new ClaimCommand.Release(state.id(), asks.uid(), Math.max(asks.revision(), state.revision()));
        return new Decision.Accept<>(List.of(), List.of(new Instruction.Tell(ref(asks.claim()), answer)));
    }

    /** An answer to an older revision tells nothing: the service may have let go of it in between. */
    static Decision<ServiceEvent> confirmed(ServiceState state, ClaimConfirmed confirmed) {
        return Boolean.FALSE.equals(state.claims().get(confirmed.claim())) && confirmed.revision() == state.revision()
                ? Decision.accept(new ClaimHeld(confirmed.claim()))
                : Decision.noChange();
    }

    static Decision<ServiceEvent> released(ServiceState state, ClaimReleased released) {
        return state.claims().containsKey(released.claim())
                        && !wanted(state).contains(released.claim())
                        && released.revision() == state.revision()
                ? Decision.accept(new ClaimLetGo(released.claim()))
                : Decision.noChange();
    }

    /** What the present spec needs, and what live tasks of older specs still use. */
    static Set<String> wanted(ServiceState state) {
        if (!state.exists()) {
            return Set.of();
        }
        Set<String> wanted = new TreeSet<>();
        if (!state.isRemoving()) {
            wanted.addAll(Ports.claims(state.spec()));
        }
        state.specs().forEach((revision, spec) -> {
            if (state.places().isRunning(revision)) {
                wanted.addAll(Ports.claims(spec));
            }
        });
        return wanted;
    }

    /** What a changed spec claims, and whether that is confirmed; what was being let go of must be confirmed anew. */
    static Map<String, Boolean> claimed(ServiceState before, ServiceSpec spec) {
        Set<String> wanted = wanted(before);
        Map<String, Boolean> claims = new TreeMap<>();
        Ports.claims(spec)
                .forEach(claim -> claims.put(
                        claim,
                        wanted.contains(claim)
                                && Boolean.TRUE.equals(before.claims().get(claim))));
        return claims;
    }

    /** Confirms what is wanted and not confirmed, releases what is held and not wanted. */
    static List<Instruction> instructions(ServiceState state) {
        if (state.claims().isEmpty()) {
            return List.of();
        }
        Set<String> wanted = wanted(state);
        return state.claims().entrySet().stream()
                .filter(claim -> !(wanted.contains(claim.getKey()) && claim.getValue()))
                .<Instruction>map(claim -> new Instruction.Tell(ref(claim.getKey()), settle(state, wanted, claim)))
                .toList();
    }

    private static ClaimCommand settle(ServiceState state, Set<String> wanted, Map.Entry<String, Boolean> claim) {
        return wanted.contains(claim.getKey())
                ? new ClaimCommand.Confirm(state.id(), state.uid(), state.revision())
                : new ClaimCommand.Release(state.id(), state.uid(), state.revision());
    }

    private static EntityRef ref(String claim) {
        return new EntityRef(EntityRef.Kind.CLAIM, claim);
    }
}
