package io.berth.chaos.simulator.run;

import io.berth.chaos.simulator.invariant.Finding;
import io.berth.chaos.simulator.plan.Plan;
import io.berth.chaos.simulator.world.Trace;
import java.time.Duration;
import java.util.List;

/**
 * What a run has shown.
 *
 * @param plan that was run
 * @param findings none if all invariants held
 * @param trace all that happened, if it was kept
 * @param steps of the simulation
 * @param events that were recorded
 * @param passed virtual time
 */
public record Verdict(
        Plan plan, List<Finding> findings, List<Trace.Line> trace, long steps, long events, Duration passed) {
    public Verdict {
        findings = List.copyOf(findings);
        trace = List.copyOf(trace);
    }

    public boolean isGood() {
        return findings.isEmpty();
    }
}
