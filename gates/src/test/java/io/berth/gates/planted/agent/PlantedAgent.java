package io.berth.gates.planted.agent;

import io.berth.gates.planted.dockerclient.PlantedClient;
import io.berth.gates.planted.persistence.PlantedStore;

/** Knows the Docker client outside its one package, and a module that it must not know. */
public record PlantedAgent(PlantedClient client, PlantedStore store) {}
