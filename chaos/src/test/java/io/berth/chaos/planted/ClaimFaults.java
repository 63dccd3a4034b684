package io.berth.chaos.planted;

import io.berth.chaos.simulator.world.Blueprint;
import io.berth.chaos.simulator.world.RuleBook;
import io.berth.domain.claim.ClaimEvent;
import io.berth.domain.claim.ClaimRules;
import io.berth.domain.claim.ClaimState;
import io.berth.domain.command.ClaimCommand;
import io.berth.domain.entity.Decision;
import io.berth.domain.rules.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Faults of a claim's rules. */
final class ClaimFaults {
    static final List<PlantedFault> ALL = List.of(
            PlantedFault.of("a port is given to whoever asks", "S11", 60, of(new Generous())),
            PlantedFault.of("a claim that nobody confirms is never asked after", "S11", 300, of(new Patient())));

    private ClaimFaults() {}

    private static Blueprint of(Deviation<ClaimState, ClaimCommand, ClaimEvent> rules) {
        return new Blueprint(RuleBook.PRODUCTION.withClaim(rules), Blueprint.PRODUCTION.journal());
    }

    private static final class Generous extends Deviation<ClaimState, ClaimCommand, ClaimEvent> {
        Generous() {
            super(new ClaimRules());
        }

        @Override
        public Decision<ClaimEvent> decide(ClaimState state, ClaimCommand command, Context context) {
            boolean isAsked = command instanceof ClaimCommand.Claim || command instanceof ClaimCommand.Confirm;
            return super.decide(isAsked ? initial(state.id()) : state, command, context);
        }
    }

    private static final class Patient extends Deviation<ClaimState, ClaimCommand, ClaimEvent> {
        Patient() {
            super(new ClaimRules());
        }

        @Override
        public Optional<Instant> wakeAt(ClaimState state) {
            return Optional.empty();
        }
    }
}
