package io.berth.chaos.simulator.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.chaos.simulator.plan.PlanMaker;
import io.berth.chaos.simulator.world.Blueprint;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeterminismTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 17, 84, 4711})
    void theSameSeedGivesTheSameTrace(long seed) {
        assertThat(PrintTrace.of(seed)).isNotEmpty().isEqualTo(PrintTrace.of(seed));
    }

    @Test
    void aRunWithoutATraceIsTheSameRun() {
        Verdict traced = Simulation.run(PlanMaker.make(11), Blueprint.PRODUCTION, true);
        Verdict silent = Simulation.run(PlanMaker.make(11), Blueprint.PRODUCTION, false);

        assertThat(silent.trace()).isEmpty();
        assertThat(silent.steps()).isEqualTo(traced.steps());
        assertThat(silent.findings()).isEqualTo(traced.findings());
    }

    /** Hash codes of enums and the order of immutable sets differ from one virtual machine to the next. */
    @Test
    void anotherVirtualMachineGivesTheSameTrace(@TempDir Path folder) throws Exception {
        Path trace = folder.resolve("trace");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PrintTrace.class.getName(),
                        "84",
                        trace.toString())
                .inheritIO()
                .start();

        assertThat(other.waitFor()).isZero();
        assertThat(Files.readString(trace)).isEqualTo(PrintTrace.of(84));
    }
}
