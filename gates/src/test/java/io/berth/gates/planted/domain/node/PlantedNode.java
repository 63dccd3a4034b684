package io.berth.gates.planted.domain.node;

import io.berth.gates.planted.domain.task.PlantedTask;
import java.util.List;

/** One half of a cycle. */
public record PlantedNode(List<PlantedTask> tasks) {
    public PlantedTask first() {
        return tasks.getFirst();
    }
}
