package io.berth.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--seed one                     | must be two seeds",
                "--seeds 5..1                   | must not be below the first",
                "--seeds 7                      | must be two seeds",
                "--seed 1 --seeds 1..2          | mutually exclusive",
                "--seed 1 --safety --liveness   | mutually exclusive",
                "--seed 1 --jobs 0              | --jobs must be at least 1, got 0",
                "--seeds 1..2 --trace           | --trace is for one seed, got 1..2",
                "--trace                        | Missing required argument"
            })
    void aWrongCommandLineEndsWithTwo(String arguments, String reason) {
        assertThat(simulate(arguments)).isEqualTo(2);
        assertThat(err.toString()).contains(reason);
    }

    @Test
    void goodSeedsEndWithZeroAndASummary() {
        assertThat(simulate("--seeds 7..11 --safety --jobs 2")).isZero();
        assertThat(out.toString()).startsWith("3 seeds in ").contains("events", "nothing found");
    }

    @Test
    void aTraceShowsThePlanAndAllThatHappens() {
        assertThat(simulate("--seed 7 --trace")).isZero();
        assertThat(out.toString())
                .startsWith("seed 7, SAFETY: ")
                .contains("  plan      join n1", " < Put ", "1 seeds in ");
    }

    private int simulate(String arguments) {
        String line = "chaos simulate " + arguments;
        return Cli.run(new PrintWriter(out, true), new PrintWriter(err, true), line.split(" +"));
    }
}
