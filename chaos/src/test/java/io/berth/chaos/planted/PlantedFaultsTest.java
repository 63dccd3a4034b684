package io.berth.chaos.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.chaos.simulator.plan.Plan;
import io.berth.chaos.simulator.plan.PlanMaker;
import io.berth.chaos.simulator.run.Simulation;
import io.berth.chaos.simulator.run.Verdict;
import io.berth.chaos.simulator.world.Blueprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The simulator finds what it is there to find, and finds it because of the fault. */
class PlantedFaultsTest {
    static final List<PlantedFault> FAULTS = PlantedFaults.ALL;

    @ParameterizedTest
    @FieldSource("FAULTS")
    void aPlantedFaultIsFound(PlantedFault fault) {
        OptionalLong seed = LongStream.range(PlantedFault.FIRST_SEED, PlantedFault.FIRST_SEED + fault.within())
                .filter(each -> isFound(fault, PlanMaker.make(each)))
                .findFirst();

        assertThat(seed)
                .as("the first of %d seeds that finds: %s", fault.within(), fault)
                .isPresent();
    }

    private static boolean isFound(PlantedFault fault, Plan plan) {
        Verdict verdict = Simulation.run(plan, fault.blueprint(), false);
        return !verdict.isGood()
                && fault.invariants().contains(verdict.findings().getFirst().invariant())
                && Simulation.run(plan, Blueprint.PRODUCTION, false).isGood();
    }

    @Test
    void theDocumentHasThemAll() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("..", "docs", "simulator.md"));

        assertThat(lines)
                .containsAll(FAULTS.stream()
                        .map(fault -> "| %s | %s | %d |"
                                .formatted(fault.name(), String.join(" ", fault.invariants()), fault.within()))
                        .toList());
    }

    @Test
    void thereAreManyOfThem() {
        assertThat(FAULTS).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        assertThat(FAULTS.stream().flatMap(fault -> fault.invariants().stream()))
                .contains("S1", "S2", "S3", "S4", "S6", "S7", "S8", "S10", "S11", "S12", "S13", "S16", "L1", "L3");
    }
}
