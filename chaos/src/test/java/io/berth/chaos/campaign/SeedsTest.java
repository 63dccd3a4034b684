package io.berth.chaos.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.chaos.simulator.plan.Plan;
import io.berth.chaos.simulator.shrink.Shrinker;
import io.berth.chaos.simulator.world.Blueprint;
import java.util.EnumSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The production rules in 1,000 worlds of faults. A failure prints the least plan that shows it. */
class SeedsTest {
    private static final long LAST = 999;

    @ParameterizedTest
    @EnumSource(Plan.Profile.class)
    void theInvariantsHoldInEveryWorld(Plan.Profile profile) throws InterruptedException {
        Campaign.Outcome outcome = Campaign.run(0, LAST, EnumSet.of(profile), 2, Blueprint.PRODUCTION, tally -> {});

        assertThat(outcome.tally().runs()).isEqualTo((LAST + 1) / 2);
        assertThat(outcome.failures().stream()
                        .limit(1)
                        .map(failure ->
                                Shrinker.shrink(failure, Blueprint.PRODUCTION).text()))
                .as("the first of %d failures", outcome.failures().size())
                .isEmpty();
    }
}
