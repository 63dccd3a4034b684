package io.berth.chaos.simulator.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.chaos.planted.PlantedFault;
import io.berth.chaos.planted.PlantedFaults;
import io.berth.chaos.simulator.plan.PlanMaker;
import io.berth.chaos.simulator.run.Simulation;
import io.berth.chaos.simulator.run.Verdict;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static final PlantedFault FORGETFUL = PlantedFaults.STOP_IS_FORGOTTEN;
    private static final Verdict FAILED = LongStream.iterate(0, seed -> seed + 1)
            .mapToObj(seed -> Simulation.run(PlanMaker.make(seed), FORGETFUL.blueprint(), false))
            .filter(verdict -> !verdict.isGood())
            .findFirst()
            .orElseThrow();
    private static final long SEED = FAILED.plan().seed();

    private final Failure failure = Shrinker.shrink(FAILED, FORGETFUL.blueprint());

    @Test
    void theLeastPlanFailsInTheSameWay() {
        Verdict again = Simulation.run(failure.least().plan(), FORGETFUL.blueprint(), false);

        assertThat(again.findings()).isEqualTo(failure.least().findings());
        assertThat(again.findings())
                .anyMatch(
                        finding -> finding.invariant().equals(failure.finding().invariant()));
    }

    @Test
    void nothingOfTheLeastPlanCanBeLeftOut() {
        int steps = failure.least().plan().steps().size();

        assertThat(steps).isLessThan(FAILED.plan().steps().size());
        for (int step = 0; step < steps; step++) {
            Verdict less = Simulation.run(failure.least().plan().without(step, 1), FORGETFUL.blueprint(), false);
            assertThat(less.findings())
                    .as("without step %d", step)
                    .noneMatch(finding ->
                            finding.invariant().equals(failure.finding().invariant()));
        }
    }

    @Test
    void theSameFailureIsAlwaysCutDownToTheSameText() {
        assertThat(Shrinker.shrink(FAILED, FORGETFUL.blueprint()).text()).isEqualTo(failure.text());
    }

    @Test
    void theTextSaysHowToSeeItAgainAndWhatHappens() {
        List<String> lines = failure.text().lines().toList();

        assertThat(lines)
                .startsWith("seed %d: %s".formatted(SEED, failure.finding()))
                .contains("again: berth chaos simulate --seed " + SEED)
                .anyMatch(line -> line.contains("plan      put "))
                .anyMatch(line -> line.contains("container of "))
                .noneMatch(line -> line.contains(" < NodeReported"));
        assertThat(lines.size()).isLessThan(Story.LINES_MAX + 30);
    }
}
