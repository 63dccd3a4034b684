package io.berth.http.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.berth.domain.service.ServiceState;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.ContainerStatus;
import io.berth.domain.task.HostPort;
import io.berth.domain.task.TaskStatus;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.util.ByteString;

/** Tasks as Swarm's clients read them; each spec is written once for all tasks of a revision. */
final class TaskJson {
    private final References references;
    private final Map<String, JsonNode> specs = new HashMap<>();

    TaskJson(References references) {
        this.references = references;
    }

    /** Several tasks with commas between. */
    ByteString of(List<ListedTask> tasks) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        for (ListedTask task : tasks) {
            if (json.size() > 0) {
                json.write(',');
            }
            json.writeBytes(GoJson.bytes(of(task)));
        }
        return ByteString.fromArrayUnsafe(json.toByteArray());
    }

    ObjectNode of(ListedTask task) {
        ServiceState service = task.service();
        GoObject json = GoObject.of("ID", task.id())
                .put("Version", GoObject.of("Index", version(task)))
                .put("CreatedAt", task.createdAt())
                .put("UpdatedAt", task.status().at())
                .put("Labels", Map.of())
                .put("Spec", spec(task))
                .put("ServiceID", Swarm.id(service))
                .putIfAny("Slot", task.number());
        task.node().ifPresent(node -> json.put("NodeID", node));
        json.put("Status", status(task)).put("DesiredState", task.desired());
        if (service.spec().mode().isJob()) {
            json.put("JobIteration", ServiceJson.iteration(task.revision()));
        }
        return json.node();
    }

    /** Grows with the task's life. */
    private static long version(ListedTask task) {
        return task.status().at().toEpochMilli();
    }

    private JsonNode spec(ListedTask task) {
        return specs.computeIfAbsent(Swarm.id(task.service()) + "/" + task.revision(), _ -> {
            ServiceSpec spec = spec(task.service(), task.revision());
            JsonNode template = SpecForm.of(task.service(), spec, references).path("TaskTemplate");
            if (template instanceof ObjectNode object) {
                object.remove("Runtime");
            }
            return template;
        });
    }

    private static ServiceSpec spec(ServiceState service, long revision) {
        ServiceSpec spec = service.specs().get(revision);
        return spec == null ? service.spec() : spec;
    }

    private static GoObject status(ListedTask task) {
        TaskStatus status = task.status();
        GoObject json = GoObject.of("Timestamp", status.at())
                .put("State", task.state())
                .put("Message", status.message())
                .putIfAny("Err", status.error());
        boolean hasContainer =
                !status.containers().isEmpty() || status.exitCode().isPresent();
        if (hasContainer) {
            json.put(
                    "ContainerStatus",
                    GoObject.of(
                                    "ContainerID",
                                    status.containers().stream()
                                            .map(ContainerStatus::runtimeId)
                                            .findFirst()
                                            .orElse(""))
                            .put("PID", 0)
                            .put("ExitCode", status.exitCode().orElse(0)));
        }
        return json.put("PortStatus", GoObject.of().putIfAny("Ports", ports(task)));
    }

    /** Where the task is reached on its own node; what the whole service publishes stands at the service. */
    private static List<GoObject> ports(ListedTask task) {
        ServiceSpec spec = spec(task.service(), task.revision());
        return task.status().ports().stream()
                .filter(port -> spec.ports().stream()
                        .anyMatch(wanted -> wanted.mode() == PublishMode.HOST
                                && wanted.target() == port.target()
                                && wanted.protocol().equals(port.protocol())))
                .map(TaskJson::port)
                .toList();
    }

    private static GoObject port(HostPort port) {
        return GoObject.of("Protocol", port.protocol())
                .put("TargetPort", port.target())
                .put("PublishedPort", port.published())
                .put("PublishMode", "host");
    }
}
