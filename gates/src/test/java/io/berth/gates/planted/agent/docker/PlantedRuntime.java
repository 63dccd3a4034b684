package io.berth.gates.planted.agent.docker;

import io.berth.gates.planted.dockerclient.PlantedClient;

/** Breaks nothing. */
public record PlantedRuntime(PlantedClient client) {}
