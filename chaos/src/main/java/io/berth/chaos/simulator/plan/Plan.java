package io.berth.chaos.simulator.plan;

import io.berth.chaos.simulator.world.Layout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        /** In the end all machines are well but the outcasts; then the desired state must be reached without these. */
        LIVENESS
    }

    /** Machines that are ill for ever, and how. */
    public Map<String, Outcast.Lot> outcasts() {
        Map<String, Outcast.Lot> outcasts = new LinkedHashMap<>();
        for (Step step : steps) {
            if (step.action() instanceof Outcast(var machine, var lot)) {
                outcasts.put(machine, lot);
            }
        }
        return outcasts;
    }

    /** The same without {@code count} of the steps, from a number on that counts from 0. */
    public Plan without(int from, int count) {
        List<Step> kept = new ArrayList<>(steps.subList(0, from));
        kept.addAll(steps.subList(Math.min(from + count, steps.size()), steps.size()));
        return new Plan(seed, profile, layout, kept, calmAt);
    }

    /** The same with another step in place of one. */
    public Plan with(int number, Step other) {
        List<Step> changed = new ArrayList<>(steps);
        changed.set(number, other);
        changed.sort(Comparator.comparing(Step::at));
        return new Plan(seed, profile, layout, changed, calmAt);
    }

    /** The same with other chances in the world. */
    public Plan withSeed(long other) {
        return new Plan(other, profile, layout, steps, calmAt);
    }

    /** The same with fewer machines: whatever is about the others is left out too. */
    public List<Plan> smaller() {
        List<Plan> smaller = new ArrayList<>();
        if (layout.members() > 1) {
            smaller.add(on(new Layout(1, layout.nodes())));
        }
        for (Layout.Node node : layout.nodes()) {
            List<Layout.Node> others = new ArrayList<>(layout.nodes());
            others.remove(node);
            smaller.add(on(new Layout(layout.members(), others)));
        }
        return smaller;
    }

    private Plan on(Layout other) {
        Set<String> gone = new HashSet<>(layout.machines());
        gone.removeAll(other.machines());
        List<Step> kept = steps.stream()
                .filter(step -> Collections.disjoint(Simpler.machines(step), gone))
                .toList();
        return new Plan(seed, profile, other, kept, calmAt);
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
