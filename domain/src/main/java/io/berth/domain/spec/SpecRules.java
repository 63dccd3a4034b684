package io.berth.domain.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What every service must satisfy, whichever dialect it comes from. Pure; the same everywhere. Mostly Swarm's rules. */
public final class SpecRules {
    /** Tasks of one service, at most. */
    public static final int MOST_REPLICAS = 100_000;

    /** The kind whose names become names in Swarm's DNS; other kinds may be longer and have dots, as in Kubernetes. */
    private static final String SWARM_KIND = "service";

    private static final Pattern KIND = Pattern.compile("[a-z][-a-z0-9]*");
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern SERVICE_NAME = Pattern.compile("[a-zA-Z0-9]([-_a-zA-Z0-9]*[a-zA-Z0-9])?");
    private static final Pattern DOTTED_NAME = Pattern.compile("[a-zA-Z0-9]([-_.a-zA-Z0-9]*[a-zA-Z0-9])?");
    private static final int LONGEST_FORM = 1_048_576;
    private static final int MOST_PORTS = 1_000;
    private static final int LONGEST_LABEL_KEY = 1_024;
    private static final int LONGEST_LABEL_VALUE = 65_536;

    private SpecRules() {}

    /** Everything that is wrong with a service, in the order of its fields; empty if it is sound. */
    public static List<Violation> check(ServiceId id, ServiceSpec spec) {
        Findings findings = new Findings();
        id(findings, id);
        labels(findings, "labels", spec.labels());
        mode(findings, spec.mode());
        TemplateRules.check(findings, id, spec.template());
        rollout(findings, "update", spec.update());
        rollout(findings, "rollback", spec.rollback());
        ports(findings, spec.ports());
        endpoint(findings, spec);
        return findings.all();
    }

    private static void id(Findings findings, ServiceId id) {
        findings.name("kind", id.kind(), KIND, 63, "must be lower case letters, digits and -");
        findings.name(
                "namespace",
                id.namespace(),
                NAMESPACE,
                63,
                "must be lower case letters, digits and -, and start and end with a letter or digit");
        if (id.kind().equals(SWARM_KIND)) {
            findings.name("name", id.name(), SERVICE_NAME, 63, "must be valid as a DNS name component");
        } else {
            findings.name("name", id.name(), DOTTED_NAME, 253, "must be valid as a DNS name");
        }
    }

    static void labels(Findings findings, String field, Map<String, String> labels) {
        labels.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(label -> {
            String key = label.getKey();
            findings.require(
                    !key.isBlank()
                            && key.length() <= LONGEST_LABEL_KEY
                            && key.indexOf('=') < 0
                            && key.indexOf('\0') < 0,
                    field,
                    key,
                    "must have keys of 1.." + LONGEST_LABEL_KEY + " characters without =");
            findings.require(
                    label.getValue().length() <= LONGEST_LABEL_VALUE,
                    field + "[" + key + "]",
                    label.getValue().length() + " characters",
                    "must be " + LONGEST_LABEL_VALUE + " characters or fewer");
        });
    }

    private static void mode(Findings findings, Mode mode) {
        switch (mode) {
            case Mode.Replicated(int replicas) -> findings.range("mode.replicas", replicas, 0, MOST_REPLICAS);
            case Mode.ReplicatedJob(int maxConcurrent, int totalCompletions) -> {
                findings.range("mode.maxConcurrent", maxConcurrent, 0, MOST_REPLICAS);
                findings.range("mode.totalCompletions", totalCompletions, 0, MOST_REPLICAS);
            }
            case Mode.Global(), Mode.GlobalJob() -> {}
        }
    }

    private static void rollout(Findings findings, String field, RolloutPolicy policy) {
        findings.range(field + ".parallelism", policy.parallelism(), 0, MOST_REPLICAS);
        findings.duration(field + ".delay", policy.delay());
        findings.duration(field + ".monitor", policy.monitor());
        findings.require(
                policy.maxFailureRatio() >= 0 && policy.maxFailureRatio() <= 1,
                field + ".maxFailureRatio",
                policy.maxFailureRatio(),
                "must be 0..1");
    }

    /** Swarm's rule: a name that stands for all tasks has no one port in front of them. */
    private static void endpoint(Findings findings, ServiceSpec spec) {
        for (int i = 0; i < spec.ports().size(); i++) {
            PortSpec port = spec.ports().get(i);
            findings.require(
                    spec.endpoint() != ServiceSpec.Endpoint.DNSRR || port.mode() != PortSpec.PublishMode.INGRESS,
                    "ports[" + i + "].mode",
                    "ingress",
                    "can't be used with endpoint dnsrr; use mode host");
        }
        spec.form()
                .ifPresent(form -> findings.require(
                        form.text().length() <= LONGEST_FORM,
                        "form",
                        form.text().length() + " characters",
                        "must be " + LONGEST_FORM + " characters or fewer"));
    }

    private static void ports(Findings findings, List<PortSpec> ports) {
        findings.require(ports.size() <= MOST_PORTS, "ports", ports.size(), "must be " + MOST_PORTS + " or fewer");
        Set<String> published = new HashSet<>();
        for (int i = 0; i < ports.size(); i++) {
            PortSpec port = ports.get(i);
            String field = "ports[" + i + "]";
            findings.require(
                    port.name().length() <= 255, field + ".name", port.name(), "must be 255 characters or fewer");
            findings.require(
                    port.protocol().equals("tcp") || port.protocol().equals("udp"),
                    field + ".protocol",
                    port.protocol(),
                    "must be tcp or udp");
            findings.range(field + ".target", port.target(), 1, 65_535);
            findings.require(
                    port.proxyProtocol() == PortSpec.ProxyProtocol.NONE
                            || (port.protocol().equals("tcp") && port.mode() == PortSpec.PublishMode.INGRESS),
                    field + ".proxyProtocol",
                    port.proxyProtocol(),
                    "must be left out: only tcp ports in ingress mode have a proxy before them");
            findings.range(field + ".published", port.published(), 0, 65_535);
            String key = port.published() + "/" + port.protocol();
            findings.require(
                    port.published() == 0 || published.add(key),
                    field + ".published",
                    key,
                    "must be published only once");
        }
    }
}
