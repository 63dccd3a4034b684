package io.berth.gates.planted.sharding;

import io.berth.gates.planted.http.PlantedRoute;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits where an actor must not, and knows a module that it must not know. */
public record PlantedEntity(PlantedRoute route) {
    public String joined(CompletableFuture<String> future) {
        return future.join();
    }

    public String got(CompletableFuture<String> future) throws ExecutionException, InterruptedException {
        return future.get();
    }
}
