package io.berth.chaos.simulator.shrink;

import io.berth.chaos.simulator.invariant.Finding;
import io.berth.chaos.simulator.plan.Plan;
import io.berth.chaos.simulator.run.Verdict;
import java.util.stream.Collectors;

/**
 * A failure as people get to see it.
 *
 * @param plan that has failed first
 * @param finding of its run
 * @param least the run of the least plan in which the same invariant fails, with its trace
 * @param runs that it took to find it
 */
public record Failure(Plan plan, Finding finding, Verdict least, int runs) {
    /** Seed, invariant, the least plan and what happens in it, with the command that shows it again. */
    public String text() {
        String found = least.findings().stream().map(each -> "  " + each).collect(Collectors.joining("\n"));
        return """
            seed %d: %s
            again: berth chaos simulate --seed %d

            cut down from %d steps to %d, in %d runs:
            %s

            what happens then:
            %s

            found:
            %s
            """.formatted(
                        plan.seed(),
                        finding,
                        plan.seed(),
                        plan.steps().size(),
                        least.plan().steps().size(),
                        runs,
                        least.plan(),
                        String.join("\n", Story.of(least)),
                        found);
    }
}
