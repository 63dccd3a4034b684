package io.berth.chaos.planted;

import io.berth.chaos.simulator.world.Blueprint;

/**
 * A fault that somebody might have made.
 *
 * @param name of it
 * @param blueprint of worlds that have it
 */
public record PlantedFault(String name, Blueprint blueprint) {
    /** Seeds from here on were not looked at while the simulator was built. */
    public static final long FIRST_SEED = 1_000_000;
}
