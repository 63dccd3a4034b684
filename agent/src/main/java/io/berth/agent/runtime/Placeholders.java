package io.berth.agent.runtime;

import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.Mount;
import io.berth.domain.spec.Platform;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Fills in {@code {{.Task.Slot}}} and the like in a container's hostname, variables and mounts, as Swarm does.
 *
 * @param assignment the task
 * @param node where it runs
 * @param hostname of the node
 * @param platform of the node
 */
public record Placeholders(TaskAssignment assignment, NodeId node, String hostname, Platform platform) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*(.*?)\\s*}}");
    private static final Pattern LABEL = Pattern.compile("index\\s+\\.Service\\.Labels\\s+\"([^\"]*)\"");

    /** The container with every placeholder filled in. Fails with {@link ContainerException} on an unknown one. */
    public ContainerSpec expand(ContainerSpec container) {
        Map<String, String> env = new LinkedHashMap<>();
        container.env().forEach((key, value) -> env.put(key, expand(value)));
        return new ContainerSpec(
                container.name(),
                container.image(),
                container.command(),
                container.args(),
                env,
                container.workdir(),
                container.user(),
                expand(container.hostname()),
                container.labels(),
                container.mounts().stream().map(this::expand).toList(),
                container.reserved(),
                container.limit(),
                container.stopSignal(),
                container.stopGrace(),
                container.health(),
                container.secrets(),
                container.configs(),
                container.sandbox(),
                container.lookup(),
                container.logDriver());
    }

    /** The text with every placeholder filled in. */
    public String expand(String text) {
        if (!text.contains("{{")) {
            return text;
        }
        return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1))));
    }

    private Mount expand(Mount mount) {
        Map<String, String> labels = mount.labels().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> expand(entry.getValue())));
        return new Mount(
                mount.type(),
                expand(mount.source()),
                expand(mount.target()),
                mount.readOnly(),
                mount.sizeBytes(),
                labels,
                mount.details());
    }

    private String value(String expression) {
        Matcher label = LABEL.matcher(expression);
        if (label.matches()) {
            return assignment.serviceLabels().getOrDefault(label.group(1), "");
        }
        return switch (expression) {
            case ".Service.ID" -> assignment.serviceUid();
            case ".Service.Name" -> assignment.service().name();
            case ".Service.Labels" -> labels();
            case ".Node.ID" -> node.value();
            case ".Node.Hostname" -> hostname;
            case ".Node.Platform.OS" -> platform.os();
            case ".Node.Platform.Architecture" -> platform.arch();
            case ".Task.ID" -> assignment.task().value();
            case ".Task.Name" -> assignment.taskName();
            case ".Task.Slot" -> assignment.slot().toString();
            default ->
                throw new ContainerException("unknown placeholder {{" + expression
                        + "}}: use .Service, .Node or .Task with .ID, .Name, .Slot, .Hostname or .Labels");
        };
    }

    private String labels() {
        return new TreeMap<>(assignment.serviceLabels())
                .entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + entry.getValue())
                        .collect(Collectors.joining(" ", "map[", "]"));
    }
}
