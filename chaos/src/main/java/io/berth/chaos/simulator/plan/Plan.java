package io.berth.chaos.simulator.plan;

import io.berth.chaos.simulator.world.Layout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All that happens to a world from outside.
 *
 * @param seed of the plan and of every chance in the world
 * @param profile what is asked of the run
 * @param layout which machines there are
 * @param steps in the order of their times
 * @param calmAt when the last fault ends
 */
public record Plan(long seed, Profile profile, Layout layout, List<Step> steps, Duration calmAt) {
    public Plan {
        steps = List.copyOf(steps);
    }

    /** What is asked of a run. */
    public enum Profile {
        /** Faults throughout; nothing forbidden may happen. */
        SAFETY,
        /** Faults end; then the desired state must be reached. */
        LIVENESS
    }

    /** The same with some of the steps only, by their numbers from 0. */
    public Plan keeping(List<Integer> numbers) {
        List<Step> kept = new ArrayList<>();
        numbers.forEach(number -> kept.add(steps.get(number)));
        return new Plan(seed, profile, layout, kept, calmAt);
    }

    @Override
    public String toString() {
        String machines = layout.nodes().stream()
                .map(node -> node.id() + " with " + node.capacity().nanoCpus() / 1_000_000 + "m")
                .collect(Collectors.joining(", "));
        return "seed %d, %s: %d members; %s; calm from %s%n"
                        .formatted(seed, profile, layout.members(), machines, Step.seconds(calmAt))
                + steps.stream().map(step -> "  " + step).collect(Collectors.joining(System.lineSeparator()));
    }
}
