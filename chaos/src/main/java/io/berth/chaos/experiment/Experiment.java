package io.berth.chaos.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What is done to a cluster, and what must hold before and after.
 *
 * @param title in words
 * @param steadyState must hold before anything is done, and again at the end
 * @param order of the faults
 * @param seed of a random order
 * @param faults at least one
 * @param recoverWithin of the last fault's end: then the steady state must be back
 */
public record Experiment(
        String title, List<Probe> steadyState, Order order, long seed, List<Fault> faults, Duration recoverWithin) {
    /** How faults follow each other. */
    public enum Order {
        /** One after the other, each when the one before is taken back. */
        SEQUENCE,
        /** All at once. */
        PARALLEL,
        /** One after the other, in an order by seed. */
        RANDOM
    }

    public Experiment {
        steadyState = List.copyOf(steadyState);
        faults = List.copyOf(faults);
    }

    /** The faults in groups: those of a group at once, the groups one after the other. */
    List<List<Fault>> steps() {
        if (order == Order.PARALLEL) {
            return List.of(faults);
        }
        List<Fault> ordered = new ArrayList<>(faults);
        if (order == Order.RANDOM) {
            Collections.shuffle(ordered, new Random(seed));
        }
        return ordered.stream().map(List::of).toList();
    }
}
