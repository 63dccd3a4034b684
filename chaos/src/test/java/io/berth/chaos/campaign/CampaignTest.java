package io.berth.chaos.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.chaos.planted.PlantedFault;
import io.berth.chaos.planted.PlantedFaults;
import io.berth.chaos.simulator.plan.Plan;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CampaignTest {
    private static final PlantedFault FORGETFUL = PlantedFaults.STOP_IS_FORGOTTEN;

    @Test
    void twoJobsFindWhatOneFinds() throws InterruptedException {
        Campaign.Outcome one = run(EnumSet.allOf(Plan.Profile.class), 1);
        Campaign.Outcome two = run(EnumSet.allOf(Plan.Profile.class), 2);

        assertThat(one.failures()).isNotEmpty();
        assertThat(two).isEqualTo(one);
        assertThat(one.tally().runs()).isEqualTo(20);
        assertThat(one.tally().failed()).isEqualTo(one.failures().size());
    }

    @ParameterizedTest
    @EnumSource(Plan.Profile.class)
    void onlySeedsOfTheAskedProfileAreRun(Plan.Profile profile) throws InterruptedException {
        Campaign.Outcome outcome = run(EnumSet.of(profile), 2);

        assertThat(outcome.tally().runs()).isEqualTo(10);
        assertThat(outcome.failures()).allMatch(failure -> failure.plan().profile() == profile);
    }

    @Test
    void progressIsToldAfterEachRun() throws InterruptedException {
        List<Long> runs = new ArrayList<>();

        Campaign.run(
                100, 104, EnumSet.allOf(Plan.Profile.class), 2, FORGETFUL.blueprint(), tally -> runs.add(tally.runs()));

        assertThat(runs).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    private static Campaign.Outcome run(EnumSet<Plan.Profile> profiles, int jobs) throws InterruptedException {
        return Campaign.run(100, 119, profiles, jobs, FORGETFUL.blueprint(), tally -> {});
    }
}
