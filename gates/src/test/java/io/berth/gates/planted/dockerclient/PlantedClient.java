package io.berth.gates.planted.dockerclient;

/** Stands for the Docker client library. */
public record PlantedClient() {}
