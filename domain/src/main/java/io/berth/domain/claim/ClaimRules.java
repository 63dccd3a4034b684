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
        return new ClaimState(id, Optional.empty(), Optional.empty());
    }

    @Override
    public Decision<ClaimEvent> decide(ClaimState state, ClaimCommand command, Context context) {
        return switch (command) {
            case Claim claim -> claim(state, claim);
            case Confirm confirm -> confirm(state, confirm);
            case Release release -> release(state, release, context.now());
            case Wake _ -> wake(state, context.now());
        };
    }

    private static Decision<ClaimEvent> claim(ClaimState state, Claim claim) {
        Claimed claimed = new Claimed(claim.service(), claim.uid(), claim.revision());
        if (state.holder().isEmpty()) {
            return Decision.accept(claimed);
        }
        Holder holder = state.holder().get();
        if (holder.uid().equals(claim.uid())) {
            // For a later revision: a release of an older one that is still under way must not free it.
            return claim.revision() > holder.revision() ? Decision.accept(claimed) : Decision.noChange();
        }
        if (!holder.isConfirmed() && holder.service().equals(claim.service())) {
            // A create whose answer got lost, and that is tried again. Should the first one have been in time after
            // all,
            // the service says which of the two it is.
            return Decision.accept(List.of(
                    new Released(
                            holder.service(), holder.uid(), "claimed again by the same service", holder.revision()),
                    claimed));
        }
        return Decision.reject(
                UNAVAILABLE,
                "%s is already in use by service %s"
                        .formatted(describe(state.id()), holder.service().name()));
    }

    /** {@code port/tcp/8080} for people. */
    private static String describe(String id) {
        String[] parts = id.split("/", -1);
        return parts.length == 3 && parts[0].equals("port") ? "port %s/%s".formatted(parts[2], parts[1]) : id;
    }

    /** A service that confirms holds it, even if the claim itself was forgotten meanwhile and nobody else has it. */
    private static Decision<ClaimEvent> confirm(ClaimState state, Confirm confirm) {
        Instruction answer =
                new Instruction.Tell(confirm.service().ref(), new ClaimConfirmed(state.id(), confirm.revision()));
        Confirmed confirmed = new Confirmed(confirm.service(), confirm.uid(), confirm.revision());
        if (state.holder().isEmpty()) {
            return isOutdated(state, confirm)
                    ? Decision.noChange()
                    : new Decision.Accept<>(
                            List.of(new Claimed(confirm.service(), confirm.uid(), confirm.revision()), confirmed),
                            List.of(answer));
        }
        Holder holder = state.holder().get();
        if (!holder.uid().equals(confirm.uid())) {
            return Decision.reject(
                    UNAVAILABLE,
                    "%s is held by service %s"
                            .formatted(describe(state.id()), holder.service().name()));
        }
        if (confirm.revision() < holder.revision()) {
            return holder.isConfirmed() ? new Decision.Accept<>(List.of(), List.of(answer)) : Decision.noChange();
        }
        boolean isNews = !holder.isConfirmed() || confirm.revision() > holder.revision();
        return new Decision.Accept<>(isNews ? List.of(confirmed) : List.of(), List.of(answer));
    }

    /** The service has let go of it since. */
    private static boolean isOutdated(ClaimState state, Confirm confirm) {
        return state.last()
                .filter(last -> last.uid().equals(confirm.uid()) && confirm.revision() <= last.revision())
                .isPresent();
    }

    private static Decision<ClaimEvent> release(ClaimState state, Release release, Instant now) {
        Optional<Holder> held = state.holder().filter(holder -> holder.uid().equals(release.uid()));
        if (held.isPresent() && release.revision() < held.get().revision()) {
            // It was claimed for a later revision, which may still be on its way to the service.
            return isDue(held.get(), now) ? asks(state, held.get()) : Decision.noChange();
        }
        List<ClaimEvent> events = held.isPresent()
                ? List.of(new Released(release.service(), release.uid(), "released", release.revision()))
                : List.of();
        return new Decision.Accept<>(
                events,
                List.of(new Instruction.Tell(
                        release.service().ref(), new ClaimReleased(state.id(), release.revision()))));
    }

    private static boolean isDue(Holder holder, Instant now) {
        return !now.isBefore(holder.since().plus(PATIENCE));
    }

    private static Decision<ClaimEvent> asks(ClaimState state, Holder holder) {
        return new Decision.Accept<>(
                List.of(),
                List.of(new Instruction.Tell(
                        holder.service().ref(), new ClaimAsks(state.id(), holder.uid(), holder.revision()))));
    }

    @Override
    public ClaimState apply(ClaimState state, Recorded<ClaimEvent> recorded) {
        return switch (recorded.event()) {
            case Claimed(var service, var uid, var revision) -> {
                boolean isConfirmed = state.holder()
                        .filter(holder -> holder.uid().equals(uid) && holder.isConfirmed())
                        .isPresent();
                Holder holder = new Holder(service, uid, recorded.at(), isConfirmed, revision);
                yield new ClaimState(state.id(), Optional.of(holder), state.last());
            }
            case Confirmed(var service, var uid, var revision) ->
                new ClaimState(
                        state.id(),
                        state.holder().map(holder -> new Holder(service, uid, holder.since(), true, revision)),
                        state.last());
            case Released(var _, var uid, var _, var revision) ->
                new ClaimState(state.id(), Optional.empty(), Optional.of(new ClaimState.Former(uid, revision)));
        };
    }

    private static Decision<ClaimEvent> wake(ClaimState state, Instant now) {
        return state.holder()
                .filter(holder -> !holder.isConfirmed() && isDue(holder, now))
                .map(holder -> asks(state, holder))
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
