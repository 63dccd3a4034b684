package io.berth.domain.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules of a task template and of what its containers have in common. */
final class TemplateRules {
    private static final Set<String> RUNTIMES = Set.of("", "docker", "process", "simulated");
    private static final Pattern NETWORK = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");
    private static final Pattern ALIAS = Pattern.compile("[a-zA-Z0-9]([-_.a-zA-Z0-9]*[a-zA-Z0-9])?");
    private static final int MOST_CONTAINERS = 100;

    private TemplateRules() {}

    static void check(Findings findings, ServiceId id, TaskTemplate template) {
        containers(findings, id, template);
        restart(findings, template.restart());
        PlacementRules.check(findings, template.placement());
        networks(findings, template.networks());
        aliases(findings, template);
        findings.require(
                RUNTIMES.contains(template.runtime()),
                "template.runtime",
                template.runtime(),
                "must be docker, process, simulated or empty");
        findings.require(
                template.forceUpdate() >= 0, "template.forceUpdate", template.forceUpdate(), "must not be negative");
    }

    private static void containers(Findings findings, ServiceId id, TaskTemplate template) {
        int count = template.containers().size() + template.initContainers().size();
        findings.require(
                !template.containers().isEmpty(), "template.containers", "[]", "must hold at least one container");
        findings.require(
                count <= MOST_CONTAINERS, "template.containers", count, "must be " + MOST_CONTAINERS + " or fewer");
        Set<String> names = new HashSet<>();
        list(findings, id, template, "template.initContainers", template.initContainers(), names);
        list(findings, id, template, "template.containers", template.containers(), names);
    }

    private static void list(
            Findings findings,
            ServiceId id,
            TaskTemplate template,
            String field,
            List<ContainerSpec> containers,
            Set<String> names) {
        for (int i = 0; i < containers.size(); i++) {
            ContainerSpec container = containers.get(i);
            String at = field + "[" + i + "]";
            findings.require(
                    names.add(container.name()), at + ".name", container.name(), "must be unique within the task");
            ContainerRules.check(findings, at, id, template.runtime(), container);
        }
    }

    private static void restart(Findings findings, RestartPolicy restart) {
        findings.duration("template.restart.delay", restart.delay());
        findings.range("template.restart.maxAttempts", restart.maxAttempts(), 0, Integer.MAX_VALUE);
        findings.duration("template.restart.window", restart.window());
    }

    private static void aliases(Findings findings, TaskTemplate template) {
        template.aliases().forEach((network, aliases) -> {
            String at = "template.aliases[" + network + "]";
            findings.require(
                    template.networks().contains(network), at, network, "must be one of the template's networks");
            for (int i = 0; i < aliases.size(); i++) {
                findings.name(at + "[" + i + "]", aliases.get(i), ALIAS, 255, "must be valid as the name of a host");
            }
        });
    }

    private static void networks(Findings findings, List<String> networks) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < networks.size(); i++) {
            String network = networks.get(i);
            String at = "template.networks[" + i + "]";
            findings.name(
                    at, network, NETWORK, 255, "must be letters, digits, _, . and -, and start with a letter or digit");
            findings.require(seen.add(network), at, network, "must be named only once");
        }
    }
}
