package io.berth.domain.claim;

import static io.berth.domain.entity.Rejection.Code.UNAVAILABLE;

import io.berth.domain.claim.ClaimEvent.Claimed;
import io.berth.domain.claim.ClaimEvent.Confirmed;
import io.berth.domain.claim.ClaimEvent.Released;
import io.berth.domain.claim.ClaimState.Holder;
import io.berth.domain.command.ClaimCommand;
import io.berth.domain.command.ClaimCommand.Claim;
import io.berth.domain.command.ClaimCommand.Confirm;
import io.berth.domain.command.ClaimCommand.Release;
import io.berth.domain.command.ClaimCommand.Wake;
import io.berth.domain.command.ServiceCommand.ClaimAsks;
import io.berth.domain.command.ServiceCommand.ClaimConfirmed;
import io.berth.domain.command.ServiceCommand.ClaimReleased;
import io.berth.domain.entity.Decision;
import io.berth.domain.entity.Instruction;
import io.berth.domain.entity.Recorded;
import io.berth.domain.rules.Context;
import io.berth.domain.rules.Rules;
import io.berth.domain.spec.ServiceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a claim: claimed before the service is created, confirmed by the service once it is, released exactly
 * once. A claim that nobody confirms asks its service, which answers with a confirm or a release.
 */
public final class ClaimRules implements Rules<ClaimState, ClaimCommand, ClaimEvent> {
    /** After this time without a confirmation the service is asked. Far longer than a create takes. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public ClaimState initial(String id) {
        return new ClaimState(id, Optional.empty());
    }

    @Override
    public Decision<ClaimEvent> decide(ClaimState state, ClaimCommand command, Context context) {
        return switch (command) {
            case Claim(var service, var uid) -> claim(state, service, uid);
            case Confirm(var service, var uid) -> confirm(state, service, uid);
            case Release(var service, var uid) -> release(state, service, uid);
            case Wake _ -> wake(state, context.now());
        };
    }

    private static Decision<ClaimEvent> claim(ClaimState state, ServiceId service, String uid) {
        if (state.holder().isEmpty()) {
            return Decision.accept(new Claimed(service, uid));
        }
        Holder holder = state.holder().get();
        return holder.uid().equals(uid)
                ? Decision.noChange()
                : Decision.reject(
                        UNAVAILABLE,
                        "%s is already in use by service %s"
                                .formatted(
                                        describe(state.id()), holder.service().name()));
    }

    /** {@code port/tcp/8080} for people. */
    private static String describe(String id) {
        String[] parts = id.split("/", -1);
        return parts.length == 3 && parts[0].equals("port") ? "port %s/%s".formatted(parts[2], parts[1]) : id;
    }

    /** A service that confirms holds it, even if the claim itself was forgotten meanwhile and nobody else has it. */
    private static Decision<ClaimEvent> confirm(ClaimState state, ServiceId service, String uid) {
        Instruction answer = new Instruction.Tell(service.ref(), new ClaimConfirmed(state.id()));
        if (state.holder().isEmpty()) {
            return new Decision.Accept<>(
                    List.of(new Claimed(service, uid), new Confirmed(service, uid)), List.of(answer));
        }
        Holder holder = state.holder().get();
        if (!holder.uid().equals(uid)) {
            return Decision.reject(
                    UNAVAILABLE,
                    "%s is held by service %s"
                            .formatted(describe(state.id()), holder.service().name()));
        }
        List<ClaimEvent> events = holder.isConfirmed() ? List.of() : List.of(new Confirmed(service, uid));
        return new Decision.Accept<>(events, List.of(answer));
    }

    private static Decision<ClaimEvent> release(ClaimState state, ServiceId service, String uid) {
        boolean isHolder =
                state.holder().filter(holder -> holder.uid().equals(uid)).isPresent();
        List<ClaimEvent> events = isHolder ? List.of(new Released(service, uid, "released")) : List.of();
        return new Decision.Accept<>(
                events, List.of(new Instruction.Tell(service.ref(), new ClaimReleased(state.id()))));
    }

    @Override
    public ClaimState apply(ClaimState state, Recorded<ClaimEvent> recorded) {
        return switch (recorded.event()) {
            case Claimed(var service, var uid) ->
                new ClaimState(state.id(), Optional.of(new Holder(service, uid, recorded.at(), false)));
            case Confirmed(var service, var uid) ->
                new ClaimState(
                        state.id(), state.holder().map(holder -> new Holder(service, uid, holder.since(), true)));
            case Released _ -> new ClaimState(state.id(), Optional.empty());
        };
    }

    private static Decision<ClaimEvent> wake(ClaimState state, Instant now) {
        return state.holder()
                .filter(holder ->
                        !holder.isConfirmed() && !now.isBefore(holder.since().plus(PATIENCE)))
                .<Decision<ClaimEvent>>map(holder -> new Decision.Accept<>(
                        List.of(),
                        List.of(new Instruction.Tell(holder.service().ref(), new ClaimAsks(state.id(), holder.uid())))))
                .orElseGet(Decision::noChange);
    }

    /** Nothing but answers: the service is the one that repeats. */
    @Override
    public List<Instruction> instructions(ClaimState state) {
        return List.of();
    }

    @Override
    public ClaimCommand wake(boolean recovered) {
        return new Wake(recovered);
    }

    @Override
    public Optional<Instant> wakeAt(ClaimState state) {
        return state.holder()
                .filter(holder -> !holder.isConfirmed())
                .map(holder -> holder.since().plus(PATIENCE));
    }
}
