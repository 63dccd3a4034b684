package io.berth.node.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.chaos.experiment.Cluster;
import io.berth.chaos.experiment.ExperimentRefused;
import java.util.List;
import java.util.Map;

/** The cluster of a member, for experiments. */
public record ApiCluster(Api api) implements Cluster {
    @Override
    public Counts counts(String service) {
        try {
            JsonNode found = api.get("/services/" + Api.segment(service)).body();
            return new Counts(
                    found.path("running").asInt(), found.path("desired").asInt());
        } catch (Refused e) {
            throw new ExperimentRefused(e.detail(), e);
        }
    }

    @Override
    public List<Running> running(String service) {
        try {
            return api.get("/tasks", Map.of("service", service, "state", "running"))
                    .body()
                    .path("items")
                    .valueStream()
                    .map(task -> new Running(
                            task.path("id").asText(),
                            task.path("slot").asText(),
                            task.at("/containers/0/runtimeId").asText()))
                    .toList();
        } catch (Refused e) {
            throw new ExperimentRefused(e.detail(), e);
        }
    }
}
