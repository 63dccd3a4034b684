package io.berth.gates.planted.http;

import io.berth.gates.planted.agent.PlantedAgent;

/** Knows a module that it must not know. */
public record PlantedRoute(PlantedAgent agent) {}
