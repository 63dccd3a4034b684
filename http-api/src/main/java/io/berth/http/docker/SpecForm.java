package io.berth.http.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.berth.domain.service.ServiceState;
import io.berth.domain.spec.DialectForm;
import io.berth.domain.spec.ServiceSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A spec as Swarm keeps it: as its client wrote it, but for what Swarm fills in. Kept beside the spec itself, so that a
 * client that reads, changes and writes meets its own words.
 */
final class SpecForm {
    static final String DIALECT = "docker";

    private static final List<String> CONFIGS = List.of("UpdateConfig", "RollbackConfig");
    private static final String TEMPLATE = "TaskTemplate";
    private static final String CONTAINER = "ContainerSpec";

    private SpecForm() {}

    /** The body as it is kept. */
    static ObjectNode stored(JsonNode body, String name, References references) {
        ObjectNode form = body.deepCopy();
        dropNulls(form);
        form.put("Name", name);
        form.withObjectProperty("Labels");
        ObjectNode task = form.withObjectProperty(TEMPLATE);
        container(task.withObjectProperty(CONTAINER));
        task.path("Networks").forEach(attachment -> {
            if (attachment instanceof ObjectNode object) {
                object.put(
                        "Target",
                        references.network(object.path("Target").asText()).id());
            }
        });
        if (!task.has("ForceUpdate")) {
            task.put("ForceUpdate", 0);
        }
        putIfAbsent(task, "Runtime", "container");
        if (task.get("RestartPolicy") instanceof ObjectNode restart && !restart.has("MaxAttempts")) {
            restart.put("MaxAttempts", 0);
        }
        mode(form.withObjectProperty("Mode"));
        for (String config : CONFIGS) {
            if (form.get(config) instanceof ObjectNode object) {
                putIfAbsent(object, "FailureAction", "pause");
                putIfAbsent(object, "Order", "stop-first");
            }
        }
        if (form.get("EndpointSpec") instanceof ObjectNode endpoint) {
            putIfAbsent(endpoint, "Mode", "vip");
        }
        return form;
    }

    private static void container(ObjectNode container) {
        putIfAbsent(container, "Isolation", "default");
        dropIfFalse(container.path("Privileges"), "NoNewPrivileges");
        container.path("Mounts").forEach(mount -> {
            if (mount.get("BindOptions") instanceof ObjectNode options) {
                putIfAbsent(options, "Propagation", "rprivate");
            }
        });
    }

    private static void mode(ObjectNode mode) {
        if (mode.isEmpty()) {
            mode.putObject("Replicated");
        }
        if (mode.get("Replicated") instanceof ObjectNode replicated && !replicated.has("Replicas")) {
            replicated.put("Replicas", 1);
        }
        if (mode.get("ReplicatedJob") instanceof ObjectNode job) {
            long concurrent = job.path("MaxConcurrent").asLong(1);
            job.put("MaxConcurrent", concurrent);
            job.put("TotalCompletions", job.path("TotalCompletions").asLong(concurrent));
        }
    }

    /** The spec as clients read it: its form, or what it comes to in Swarm's words. */
    static ObjectNode of(ServiceState service, ServiceSpec spec, References references) {
        Optional<DialectForm> form = spec.form().filter(known -> known.dialect().equals(DIALECT));
        return form.map(known -> (ObjectNode) GoJson.read(known.text()))
                .orElseGet(() -> SpecWriter.write(service.id().name(), spec, references));
    }

    /** With what Swarm assumes where nothing is said. */
    static ObjectNode withDefaults(ObjectNode form) {
        ObjectNode task = form.withObjectProperty(TEMPLATE);
        ObjectNode container = task.withObjectProperty(CONTAINER);
        if (!container.has("StopGracePeriod")) {
            container.put("StopGracePeriod", 10_000_000_000L);
        }
        container.withObjectProperty("DNSConfig");
        ObjectNode restart = task.withObjectProperty("RestartPolicy");
        putIfAbsent(restart, "Condition", "any");
        if (!restart.has("Delay")) {
            restart.put("Delay", 5_000_000_000L);
        }
        if (!restart.has("MaxAttempts")) {
            restart.put("MaxAttempts", 0);
        }
        task.withObjectProperty("Resources");
        task.withObjectProperty("Placement");
        CONFIGS.forEach(config -> policyDefaults(form, config));
        putIfAbsent(form.withObjectProperty("EndpointSpec"), "Mode", "vip");
        return form;
    }

    private static void policyDefaults(ObjectNode form, String config) {
        boolean isGiven = form.has(config);
        ObjectNode policy = form.withObjectProperty(config);
        if (!policy.has("Parallelism")) {
            policy.put("Parallelism", isGiven ? 0 : 1);
        }
        putIfAbsent(policy, "FailureAction", "pause");
        if (!policy.has("Monitor")) {
            policy.put("Monitor", 5_000_000_000L);
        }
        if (!policy.has("MaxFailureRatio")) {
            policy.put("MaxFailureRatio", 0);
        }
        putIfAbsent(policy, "Order", "stop-first");
    }

    private static void putIfAbsent(ObjectNode node, String name, String value) {
        if (node.path(name).asText("").isEmpty()) {
            node.put(name, value);
        }
    }

    private static void dropIfFalse(JsonNode node, String name) {
        if (node instanceof ObjectNode object && !object.path(name).asBoolean(false)) {
            object.remove(name);
        }
    }

    /** Clients write null for what they do not say; Swarm leaves that out, but in one place. */
    private static void dropNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = object.properties().stream()
                    .filter(field -> field.getValue().isNull())
                    .map(Map.Entry::getKey)
                    .toList();
            object.remove(names);
            object.properties().stream()
                    .filter(field -> !field.getKey().equals("Privileges"))
                    .map(Map.Entry::getValue)
                    .forEach(SpecForm::dropNulls);
        }
        if (node.isArray()) {
            node.forEach(SpecForm::dropNulls);
        }
    }
}
