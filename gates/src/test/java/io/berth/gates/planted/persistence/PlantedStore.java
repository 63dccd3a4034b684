package io.berth.gates.planted.persistence;

import io.berth.gates.planted.sharding.PlantedEntity;

/** Knows a module that it must not know. */
public record PlantedStore(PlantedEntity entity) {}
