package io.berth.gates.planted.link;

import io.berth.gates.planted.agent.PlantedAgent;

/** Knows a module that it must not know. */
public record PlantedLink(PlantedAgent agent) {}
