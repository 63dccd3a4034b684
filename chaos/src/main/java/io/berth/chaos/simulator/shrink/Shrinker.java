package io.berth.chaos.simulator.shrink;

import io.berth.chaos.simulator.plan.Plan;
import io.berth.chaos.simulator.plan.Simpler;
import io.berth.chaos.simulator.plan.Step;
import io.berth.chaos.simulator.run.Simulation;
import io.berth.chaos.simulator.run.Verdict;
import io.berth.chaos.simulator.world.Blueprint;
import java.util.List;

/**
 * Cuts a failing plan down as long as the same invariant fails: first whole steps, many at a time, then machines, then
 * values. The same failure is always cut down to the same plan.
 */
public final class Shrinker {
    /** Enough for most plans, and under a minute: a run takes some 20 ms. */
    public static final int RUNS_MAX = 2_000;

    /** With how many seeds a smaller plan is tried: whatever is left out shifts every chance behind it. */
    private static final int ATTEMPTS = 8;

    private final Blueprint blueprint;
    private final String invariant;
    private Plan least;
    private int runs;
    private int attempts = 1;

    private Shrinker(Verdict verdict, Blueprint blueprint) {
        this.blueprint = blueprint;
        this.invariant = verdict.findings().getFirst().invariant();
        this.least = verdict.plan();
    }

    /**
     * Cuts down what has failed.
     *
     * @param verdict that is not good
     * @param blueprint it was run with
     */
    public static Failure shrink(Verdict verdict, Blueprint blueprint) {
        Shrinker shrinker = new Shrinker(verdict, blueprint);
        shrinker.shrink();
        shrinker.attempts = ATTEMPTS;
        shrinker.shrink();
        Verdict shown = Simulation.run(shrinker.least, blueprint, true);
        return new Failure(verdict.plan(), verdict.findings().getFirst(), shown, shrinker.runs);
    }

    private void shrink() {
        boolean isSmaller = true;
        while (isSmaller) {
            isSmaller = dropSteps();
            isSmaller |= dropMachines();
            isSmaller |= simplifySteps();
        }
    }

    private boolean dropSteps() {
        int before = least.steps().size();
        for (int chunk = Math.max(1, before / 2); chunk > 0; chunk /= 2) {
            int from = 0;
            while (from < least.steps().size()) {
                if (!isTaken(least.without(from, chunk))) {
                    from += chunk;
                }
            }
        }
        return least.steps().size() < before;
    }

    private boolean dropMachines() {
        boolean isSmaller = false;
        while (isAnyTaken(least.smaller())) {
            isSmaller = true;
        }
        return isSmaller;
    }

    private boolean simplifySteps() {
        boolean isSmaller = false;
        for (int number = 0; number < least.steps().size(); number++) {
            while (isSimplified(number)) {
                isSmaller = true;
            }
        }
        return isSmaller;
    }

    private boolean isSimplified(int number) {
        List<Step> simpler = Simpler.of(least.steps().get(number));
        return isAnyTaken(simpler.stream().map(step -> least.with(number, step)).toList());
    }

    private boolean isAnyTaken(List<Plan> smaller) {
        return smaller.stream().anyMatch(this::isTaken);
    }

    /** Whether the smaller plan fails in the same way; then it is the least that is known. */
    private boolean isTaken(Plan smaller) {
        for (int attempt = 0; attempt < attempts && runs < RUNS_MAX; attempt++) {
            Plan plan = smaller.withSeed(smaller.seed() + attempt);
            runs++;
            boolean isSame = Simulation.run(plan, blueprint, false).findings().stream()
                    .anyMatch(finding -> finding.invariant().equals(invariant));
            if (isSame) {
                least = plan;
                return true;
            }
        }
        return false;
    }
}
