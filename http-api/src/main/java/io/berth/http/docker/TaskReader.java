package io.berth.http.docker;

import static io.berth.http.docker.GrpcCode.UNKNOWN;

import io.berth.domain.resource.Resources;
import io.berth.domain.spec.Constraint;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.PlacementSpec;
import io.berth.domain.spec.PlacementSpec.Strategy;
import io.berth.domain.spec.Platform;
import io.berth.domain.spec.RestartPolicy;
import io.berth.domain.spec.RestartPolicy.Condition;
import io.berth.domain.spec.RestartPolicy.Place;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.spec.TaskTemplate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * From {@code TaskTemplate} to a template of one container.
 *
 * @param references what it may refer to
 * @param service name of the service
 * @param labels of the service
 */
record TaskReader(References references, String service, Map<String, String> labels) {
    /** Swarm accepts any other descriptor and ignores it. */
    private static final Pattern SPREAD = Pattern.compile("(node|engine)\\.labels\\.[a-zA-Z0-9\\-_./]+");

    /** As Swarm does, only in what a service asks for. */
    private static final Map<String, String> ARCHITECTURES = Map.of("amd64", "x86_64", "arm64", "aarch64");

    TaskTemplate read(Given given) {
        Given container = given.at("ContainerSpec");
        switch (given.text("Runtime")) {
            case "", "container" -> {}
            case "plugin" ->
                throw DockerError.unserved(
                        "Berth runs no plugins as services: install them in the Docker Engine of each node");
            default -> throw new DockerError(400, "mismatched Runtime and *Spec fields");
        }
        if (!container.isThere()) {
            throw new DockerError(400, "mismatched Runtime and *Spec fields");
        }
        Given resources = given.at("Resources");
        String name = SpecReader.containerName(service, labels.getOrDefault(ServiceSpec.STACK_LABEL, ""));
        ContainerSpec read = new ContainerSpecReader(references)
                .read(
                        container,
                        name,
                        resources(resources.at("Reservations")),
                        resources(resources.at("Limits")),
                        resources.at("Limits").number("Pids"),
                        given.object("LogDriver"));
        List<String> networks = new ArrayList<>();
        Map<String, List<String>> aliases = new HashMap<>();
        networks(given, networks, aliases);
        return new TaskTemplate(
                List.of(),
                List.of(read),
                restart(given),
                placement(given),
                networks,
                aliases,
                "",
                given.count("ForceUpdate").orElse(0L));
    }

    private static Resources resources(Given given) {
        return new Resources(given.number("NanoCPUs"), given.number("MemoryBytes"));
    }

    private void networks(Given given, List<String> networks, Map<String, List<String>> aliases) {
        for (Given attachment : given.list("Networks")) {
            References.Item network = references.network(attachment.text("Target"));
            // Tasks are on the node's own networks anyway.
            if (!network.isImplied() && !networks.contains(network.name())) {
                networks.add(network.name());
                List<String> names = attachment.texts("Aliases");
                if (!names.isEmpty()) {
                    aliases.put(network.name(), names);
                }
            }
        }
    }

    private static RestartPolicy restart(Given given) {
        return given.object("RestartPolicy")
                .map(policy -> new RestartPolicy(
                        condition(policy.text("Condition")),
                        policy.duration("Delay").orElse(RestartPolicy.DEFAULT.delay()),
                        policy.small("MaxAttempts").orElse(0),
                        policy.duration("Window").orElse(Duration.ZERO),
                        Place.NEW_TASK))
                .orElse(RestartPolicy.DEFAULT);
    }

    private static Condition condition(String word) {
        return switch (word) {
            case "", "any" -> Condition.ANY;
            case "on-failure" -> Condition.ON_FAILURE;
            case "none" -> Condition.NONE;
            default -> throw new DockerError(400, "invalid RestartCondition: \"%s\"".formatted(word));
        };
    }

    private static PlacementSpec placement(Given given) {
        Given placement = given.at("Placement");
        List<Constraint> constraints = new ArrayList<>();
        placement.texts("Constraints").forEach(text -> constraints.add(constraint(text)));
        // No node has any: such tasks wait, as they do in Swarm where no node has enough.
        for (Given generic : given.at("Resources").at("Reservations").list("GenericResources")) {
            Given discrete = generic.at("DiscreteResourceSpec");
            Given named = generic.at("NamedResourceSpec");
            constraints.add(constraint("node.generic." + discrete.text("Kind") + named.text("Kind") + "=="
                    + (named.isThere() ? named.text("Value") : discrete.number("Value"))));
        }
        return new PlacementSpec(
                constraints,
                placement.list("Preferences").stream()
                        .map(preference -> preference.at("Spread").text("SpreadDescriptor"))
                        .filter(SPREAD.asMatchPredicate())
                        .toList(),
                placement.small("MaxReplicas").orElse(0),
                placement.list("Platforms").stream().map(TaskReader::platform).toList(),
                Strategy.SPREAD);
    }

    private static Platform platform(Given given) {
        String architecture = given.text("Architecture");
        return new Platform(given.text("OS"), ARCHITECTURES.getOrDefault(architecture, architecture));
    }

    private static Constraint constraint(String text) {
        try {
            return Constraint.parse(text);
        } catch (IllegalArgumentException e) {
            throw DockerError.swarm(UNKNOWN, String.valueOf(e.getMessage()));
        }
    }
}
