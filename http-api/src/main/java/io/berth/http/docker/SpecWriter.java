package io.berth.http.docker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.berth.domain.resource.Resources;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.Mode;
import io.berth.domain.spec.PlacementSpec;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.RestartPolicy;
import io.berth.domain.spec.RolloutPolicy;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.spec.TaskTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** From a spec that no Docker client wrote to what one would have written for it. */
final class SpecWriter {
    private SpecWriter() {}

    static ObjectNode write(String name, ServiceSpec spec, References references) {
        GoObject written = GoObject.of("Name", name)
                .put("Labels", spec.labels())
                .put("TaskTemplate", task(spec.template(), references))
                .put("Mode", mode(spec.mode()));
        if (!spec.mode().isJob()) {
            written.put("UpdateConfig", policy(spec.update())).put("RollbackConfig", policy(spec.rollback()));
        }
        return written.put(
                        "EndpointSpec",
                        GoObject.of("Mode", spec.endpoint().name().toLowerCase(Locale.ROOT))
                                .putIfAny("Ports", ports(spec.ports())))
                .node();
    }

    static GoObject mode(Mode mode) {
        return switch (mode) {
            case Mode.Replicated(int replicas) -> GoObject.of("Replicated", GoObject.of("Replicas", replicas));
            case Mode.Global _ -> GoObject.of("Global", Map.of());
            case Mode.ReplicatedJob(int concurrent, int total) ->
                GoObject.of(
                        "ReplicatedJob",
                        GoObject.of("MaxConcurrent", concurrent).put("TotalCompletions", total));
            case Mode.GlobalJob _ -> GoObject.of("GlobalJob", Map.of());
        };
    }

    /** The ports as they are published. */
    static List<GoObject> ports(List<PortSpec> ports) {
        return ports.stream()
                .map(port -> GoObject.of()
                        .putIfAny("Name", port.name())
                        .put("Protocol", port.protocol())
                        .put("TargetPort", port.target())
                        .putIfAny("PublishedPort", port.published())
                        .put("PublishMode", port.mode().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static GoObject policy(RolloutPolicy policy) {
        return GoObject.of("Parallelism", policy.parallelism())
                .putIfAny("Delay", policy.delay().toNanos())
                .put("FailureAction", policy.onFailure().name().toLowerCase(Locale.ROOT))
                .put("Monitor", policy.monitor().toNanos())
                .put("MaxFailureRatio", policy.maxFailureRatio())
                .put("Order", hyphened(policy.order()));
    }

    private static GoObject task(TaskTemplate template, References references) {
        ContainerSpec container = template.containers().getFirst();
        GoObject task = GoObject.of("ContainerSpec", ContainerSpecWriter.write(container, references))
                .put(
                        "Resources",
                        GoObject.of(
                                        "Limits",
                                        resources(container.limit())
                                                .putIfAny(
                                                        "Pids",
                                                        container.sandbox().pidsLimit()))
                                .put("Reservations", resources(template.reserved())))
                .put("RestartPolicy", restart(template.restart()))
                .put("Placement", placement(template.placement()));
        if (!template.networks().isEmpty()) {
            task.put(
                    "Networks",
                    template.networks().stream()
                            .map(network -> GoObject.of("Target", references.networkId(network))
                                    .putIfAny("Aliases", template.aliases().getOrDefault(network, List.of())))
                            .toList());
        }
        container
                .logDriver()
                .ifPresent(driver -> task.put(
                        "LogDriver", GoObject.of("Name", driver.name()).putIfAny("Options", driver.options())));
        return task.put("ForceUpdate", template.forceUpdate()).put("Runtime", "container");
    }

    private static GoObject resources(Resources resources) {
        return GoObject.of()
                .putIfAny("NanoCPUs", resources.nanoCpus())
                .putIfAny("MemoryBytes", resources.memoryBytes());
    }

    private static GoObject restart(RestartPolicy policy) {
        GoObject restart = GoObject.of("Condition", hyphened(policy.condition()))
                .put("Delay", policy.delay().toNanos())
                .put("MaxAttempts", policy.maxAttempts());
        return policy.window().equals(Duration.ZERO)
                ? restart
                : restart.put("Window", policy.window().toNanos());
    }

    private static GoObject placement(PlacementSpec placement) {
        return GoObject.of()
                .putIfAny(
                        "Constraints",
                        placement.constraints().stream()
                                .map(constraint ->
                                        constraint.key() + constraint.operator().sign() + constraint.value())
                                .toList())
                .putIfAny(
                        "Preferences",
                        placement.spread().stream()
                                .map(label -> GoObject.of("Spread", GoObject.of("SpreadDescriptor", label)))
                                .toList())
                .putIfAny("MaxReplicas", placement.maxPerNode())
                .putIfAny(
                        "Platforms",
                        placement.platforms().stream()
                                .map(platform -> GoObject.of()
                                        .putIfAny("Architecture", platform.arch())
                                        .putIfAny("OS", platform.os()))
                                .toList());
    }

    private static String hyphened(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
