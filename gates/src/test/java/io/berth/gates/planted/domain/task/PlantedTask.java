package io.berth.gates.planted.domain.task;

import io.berth.gates.planted.domain.node.PlantedNode;
import io.berth.gates.planted.persistence.PlantedStore;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Breaks every rule of the domain. */
public record PlantedTask(PlantedNode node, PlantedStore store, Random random, Thread thread) {
    public Instant time() {
        return Instant.now();
    }

    public InetAddress network() throws UnknownHostException {
        return InetAddress.getByName("localhost");
    }

    public UUID chance() {
        return UUID.randomUUID();
    }

    public ConcurrentHashMap<String, String> shared() {
        return new ConcurrentHashMap<>();
    }
}
