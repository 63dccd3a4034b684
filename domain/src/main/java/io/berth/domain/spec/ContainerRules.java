package io.berth.domain.spec;

import io.berth.domain.resource.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Rules of one container. */
final class ContainerRules {
    /** More than any machine has: 1 PiB. */
    static final long MOST_MEMORY = 1L << 50;

    private static final long LEAST_MEMORY = 4L << 20;
    private static final long LEAST_NANO_CPUS = 1_000_000;
    private static final long MOST_NANO_CPUS = 10_000L * 1_000_000_000;

    /** What Linux takes as one argument or variable. */
    private static final int LONGEST_TEXT = 131_072;

    private static final int LARGEST_ENV = 1_048_576;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9]([-_.a-zA-Z0-9]*[a-zA-Z0-9])?");
    private static final Pattern USER = Pattern.compile("[^\\s:\\x00]*(:[^\\s:\\x00]+)?");

    private ContainerRules() {}

    static void check(Findings findings, String at, ServiceId id, String runtime, ContainerSpec container) {
        findings.name(
                at + ".name",
                container.name(),
                NAME,
                id.kind().equals("service") ? 63 : 253,
                "must be letters, digits, _, . and -, and start and end with a letter or digit");
        image(findings, at, runtime, container);
        texts(findings, at + ".command", container.command());
        texts(findings, at + ".args", container.args());
        env(findings, at + ".env", container.env());
        identity(findings, at, container);
        SpecRules.labels(findings, at + ".labels", container.labels());
        MountRules.mounts(findings, at + ".mounts", container.mounts());
        resources(findings, at + ".reserved", container.reserved());
        resources(findings, at + ".limit", container.limit());
        findings.require(
                container.stopSignal().isEmpty() || StopSignals.isKnown(container.stopSignal()),
                at + ".stopSignal",
                container.stopSignal(),
                "must be the name of a signal such as SIGTERM, or a number 1..64");
        findings.duration(at + ".stopGrace", container.stopGrace());
        container.health().ifPresent(health -> health(findings, at + ".health", health));
        MountRules.files(findings, at, container);
        SandboxRules.check(findings, at, container);
    }

    private static void image(Findings findings, String at, String runtime, ContainerSpec container) {
        String image = container.image();
        String field = at + ".image";
        switch (runtime) {
            case "process" -> {
                boolean hasCommand =
                        !container.command().isEmpty() || !container.args().isEmpty();
                findings.require(hasCommand, at + ".command", "[]", "must be given for the process runtime");
            }
            case "simulated" -> {}
            default -> findings.require(!image.isEmpty(), field, "", "must be given unless the runtime is process");
        }
        if (!image.isEmpty()) {
            findings.require(
                    ImageName.isReference(image), field, image, "must be an image such as registry.example/name:tag");
        }
    }

    private static void texts(Findings findings, String field, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            String at = field + "[" + i + "]";
            findings.noNul(at, texts.get(i));
            findings.require(
                    texts.get(i).length() < LONGEST_TEXT, at, texts.get(i), "must be shorter than 131072 characters");
        }
    }

    private static void env(Findings findings, String field, Map<String, String> env) {
        long total = 0;
        for (Map.Entry<String, String> variable : env.entrySet()) {
            String name = variable.getKey();
            String value = variable.getValue();
            String at = field + "[" + name.replace('\0', '?') + "]";
            findings.require(
                    !name.isBlank() && name.indexOf('=') < 0 && name.indexOf('\0') < 0,
                    field,
                    name.replace('\0', '?'),
                    "must have names that are not empty and have no =");
            // Values may be passwords: only their size is ever told.
            findings.require(
                    value.indexOf('\0') < 0, at, value.length() + " characters", "must not contain a NUL character");
            findings.require(
                    name.length() + value.length() < LONGEST_TEXT,
                    at,
                    value.length() + " characters",
                    "must be shorter than 131072 characters");
            Placeholders.unknownIn(value)
                    .ifPresent(placeholder -> findings.require(false, at, placeholder, Placeholders.RULE));
            total += name.length() + value.length();
        }
        findings.require(total <= LARGEST_ENV, field, total + " characters", "must be 1048576 characters or fewer");
    }

    private static void identity(Findings findings, String at, ContainerSpec container) {
        if (!container.workdir().isEmpty()) {
            MountRules.path(findings, at + ".workdir", container.workdir());
        }
        findings.name(at + ".user", container.user(), USER, 255, "must be user or user:group");
        String hostname = container.hostname();
        Placeholders.unknownIn(hostname)
                .ifPresent(placeholder -> findings.require(false, at + ".hostname", placeholder, Placeholders.RULE));
        if (!hostname.isEmpty()) {
            findings.name(
                    at + ".hostname", Placeholders.filled(hostname), NAME, 63, "must be valid as the name of a host");
        }
    }

    private static void resources(Findings findings, String field, Resources amount) {
        long cpus = amount.nanoCpus();
        long memory = amount.memoryBytes();
        findings.require(
                cpus == 0 || (cpus >= LEAST_NANO_CPUS && cpus <= MOST_NANO_CPUS),
                field + ".nanoCpus",
                cpus,
                "must be 0 or 0.001..10000 cores");
        findings.require(
                memory == 0 || (memory >= LEAST_MEMORY && memory <= MOST_MEMORY),
                field + ".memoryBytes",
                memory,
                "must be 0 or 4 MiB..1 PiB");
    }

    private static void health(Findings findings, String field, HealthCheck health) {
        List<String> test = health.test();
        String form = test.isEmpty() ? "" : test.getFirst();
        // An empty test leaves the image's own, as in Docker.
        boolean isSound = switch (form) {
            case "" -> test.isEmpty();
            case "NONE" -> test.size() == 1;
            case "CMD" -> test.size() >= 2;
            case "CMD-SHELL" -> test.size() == 2;
            default -> false;
        };
        findings.require(
                isSound, field + ".test", test, "must be [NONE], [CMD, program, args...] or [CMD-SHELL, line]");
        texts(findings, field + ".test", test);
        pause(findings, field + ".interval", health.interval());
        pause(findings, field + ".timeout", health.timeout());
        pause(findings, field + ".startPeriod", health.startPeriod());
        pause(findings, field + ".startInterval", health.startInterval());
        findings.range(field + ".retries", health.retries(), 0, 1_000_000);
    }

    private static void pause(Findings findings, String field, Duration value) {
        findings.duration(field, value);
        findings.require(
                value.isZero() || value.isNegative() || value.compareTo(Duration.ofMillis(1)) >= 0,
                field,
                value,
                "must be 0 or at least 1 ms");
    }
}
