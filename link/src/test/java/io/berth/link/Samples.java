package io.berth.link;

import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.resource.Resources;
import io.berth.domain.spec.Constraint;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.FileRef;
import io.berth.domain.spec.HealthCheck;
import io.berth.domain.spec.LogDriver;
import io.berth.domain.spec.Mount;
import io.berth.domain.spec.NameLookup;
import io.berth.domain.spec.PlacementSpec;
import io.berth.domain.spec.Platform;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.RestartPolicy;
import io.berth.domain.spec.Sandbox;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Assignments in which no field has the value that it has in an empty message, and the barest ones. */
final class Samples {
    static final TaskId TASK = new TaskId("x7k2m9q4w8e1r5t6y3u0i2o4p");

    private Samples() {}

    /** Full and bare ones that hold every constant between them. */
    static Stream<TaskAssignment> assignments() {
        Stream<TaskAssignment> byPolicy = Arrays.stream(RestartPolicy.Condition.values())
                .flatMap(condition -> Arrays.stream(RestartPolicy.Place.values())
                        .map(place ->
                                new RestartPolicy(condition, Duration.ofMillis(1500), 4, Duration.ofHours(1), place)))
                .flatMap(policy -> Arrays.stream(PlacementSpec.Strategy.values())
                        .map(strategy -> assignment(Slot.of(3), full(policy, strategy))));
        TaskAssignment bare = new TaskAssignment(
                TASK,
                ServiceId.of("web"),
                "",
                Slot.onNode("n1"),
                0,
                TaskTemplate.of(ContainerSpec.of("app", "busybox", List.of())),
                List.of(),
                Map.of());
        return Stream.concat(byPolicy, Stream.of(bare));
    }

    static TaskAssignment fullAssignment() {
        return assignments().findFirst().orElseThrow();
    }

    private static TaskAssignment assignment(Slot slot, TaskTemplate template) {
        return new TaskAssignment(
                TASK,
                new ServiceId("job", "team-a", "web"),
                "uid-1",
                slot,
                12,
                template,
                Arrays.stream(PortSpec.PublishMode.values())
                        .map(mode -> new PortSpec("http", "tcp", 80, 8080, mode))
                        .toList(),
                Map.of("com.docker.stack.namespace", "shop", "empty", ""));
    }

    private static TaskTemplate full(RestartPolicy policy, PlacementSpec.Strategy strategy) {
        List<Constraint> constraints = Arrays.stream(Constraint.Operator.values())
                .map(operator -> new Constraint("node.labels.zone", operator, "a"))
                .toList();
        return new TaskTemplate(
                List.of(ContainerSpec.of("init", "busybox", List.of("true"))),
                List.of(container("app"), container("side")),
                policy,
                new PlacementSpec(
                        constraints,
                        List.of("node.labels.zone", "node.labels.rack"),
                        2,
                        List.of(new Platform("linux", "x86_64"), new Platform("linux", "")),
                        strategy),
                List.of("front", "back"),
                Map.of("front", List.of("www", "shop")),
                "docker",
                9);
    }

    private static ContainerSpec container(String name) {
        Map<String, String> env = new LinkedHashMap<>();
        env.put("Z", "1");
        env.put("A", "");
        env.put("M", "a=b");
        return new ContainerSpec(
                        name,
                        "registry.example/web:1.2",
                        List.of("/bin/sh", "-c"),
                        List.of("exec serve", ""),
                        env,
                        "/srv",
                        "1000:1000",
                        "web-1",
                        Map.of("tier", "front"),
                        mounts(),
                        new Resources(250_000_000, 64 << 20),
                        new Resources(500_000_000, 128 << 20),
                        "SIGQUIT",
                        Duration.ofSeconds(7, 5),
                        Optional.of(new HealthCheck(
                                List.of("CMD", "true"),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(1),
                                7,
                                Duration.ofMillis(300))),
                        List.of(new FileRef("db-password", 3, "password", "1000", "1001", 0400)),
                        List.of(new FileRef("nginx", 1, "/etc/nginx.conf", "0", "0", 0444)))
                .within(
                        sandbox(),
                        new NameLookup(
                                List.of("1.2.3.4 a b"), List.of("1.1.1.1"), List.of("ex.com"), List.of("ndots:1")),
                        Optional.of(new LogDriver("json-file", Map.of("max-size", "1m"))));
    }

    private static List<Mount> mounts() {
        Mount.Details details = new Mount.Details("rslave", true, "local", Map.of("o", "ro"), 01777);
        return Arrays.stream(Mount.Type.values())
                .map(type -> new Mount(type, "data", "/data", true, 1 << 20, Map.of("keep", "yes"), details))
                .toList();
    }

    private static Sandbox sandbox() {
        return new Sandbox(
                List.of("adm"),
                true,
                true,
                true,
                true,
                List.of("CAP_NET_ADMIN"),
                List.of("CAP_CHOWN"),
                List.of("no-new-privileges"),
                Map.of("net.core.somaxconn", "512"),
                List.of(new Sandbox.Ulimit("nofile", 1024, 2048)),
                100,
                -500);
    }
}
