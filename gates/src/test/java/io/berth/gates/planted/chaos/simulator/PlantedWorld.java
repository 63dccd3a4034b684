package io.berth.gates.planted.chaos.simulator;

import io.berth.gates.planted.agent.PlantedAgent;

/** Knows a module that it must not know, and asks the clock. */
public record PlantedWorld(PlantedAgent agent) {
    public long time() {
        return System.nanoTime();
    }
}
