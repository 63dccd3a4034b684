package io.berth.chaos.planted;

import io.berth.chaos.simulator.world.Blueprint;
import java.util.Arrays;
import java.util.List;

/**
 * A fault that somebody might have made.
 *
 * @param name of it
 * @param invariants that it breaks, any of them
 * @param within how many seeds it is found
 * @param blueprint of worlds that have it
 */
public record PlantedFault(String name, List<String> invariants, int within, Blueprint blueprint) {
    /** Seeds from here on were not looked at while the faults were planted. */
    public static final long FIRST_SEED = 1_000_000;

    static PlantedFault of(String name, String invariants, int within, Blueprint blueprint) {
        return new PlantedFault(name, Arrays.asList(invariants.split(" ", -1)), within, blueprint);
    }

    @Override
    public String toString() {
        return name;
    }
}
