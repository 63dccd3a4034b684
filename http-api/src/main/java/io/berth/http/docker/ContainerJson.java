package io.berth.http.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What an engine says of a container, with what Swarm's clients look for in it. */
final class ContainerJson {
    private ContainerJson() {}

    static HttpResponse of(TaskContainer container, JsonNode json, String wanted) {
        if (json.path("Config") instanceof ObjectNode config) {
            ObjectNode labels = config.withObject("/Labels");
            container.labels().forEach(labels::put);
        }
        return DockerAnswers.ok(container.isMeantByTask(wanted) ? withTask(container, json) : json);
    }

    /**
     * Who names a task gets what Swarm says of tasks as well: the command line asks for a container of that name first, and
     * for a task only if there is none.
     */
    private static JsonNode withTask(TaskContainer container, JsonNode json) {
        var task = container.task();
        GoObject both = GoObject.of("ID", task.id().value())
                .put("ServiceID", Swarm.id(container.service()))
                .putIfAny("Slot", task.slot().number())
                .put("NodeID", SwarmIds.of(task.node().value()))
                .put("DesiredState", task.isWanted() ? "running" : "shutdown")
                .put(
                        "Status",
                        GoObject.of("Timestamp", task.status().at())
                                .put("State", task.status().state().word())
                                .put("Message", task.status().message())
                                .put("ContainerStatus", GoObject.of("ContainerID", container.id())));
        json.properties().forEach(field -> both.put(field.getKey(), field.getValue()));
        return both.node();
    }
}
