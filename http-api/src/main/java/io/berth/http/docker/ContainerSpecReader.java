package io.berth.http.docker;

import static io.berth.http.docker.GrpcCode.INVALID_ARGUMENT;

import io.berth.domain.resource.Resources;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.FileRef;
import io.berth.domain.spec.HealthCheck;
import io.berth.domain.spec.LogDriver;
import io.berth.domain.spec.NameLookup;
import io.berth.domain.spec.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From {@code ContainerSpec} to a container. */
record ContainerSpecReader(References references) {
    private static final int PERMISSIONS = 0777;

    ContainerSpec read(
            Given given, String name, Resources reserved, Resources limit, long pids, Optional<Given> logDriver) {
        return new ContainerSpec(
                name,
                given.text("Image"),
                given.texts("Command"),
                given.texts("Args"),
                env(given.texts("Env")),
                given.text("Dir"),
                given.text("User"),
                given.text("Hostname"),
                given.map("Labels"),
                given.list("Mounts").stream().map(MountReader::read).toList(),
                reserved,
                limit,
                given.text("StopSignal"),
                given.duration("StopGracePeriod").orElse(ContainerSpec.DEFAULT_STOP_GRACE),
                given.object("Healthcheck").map(ContainerSpecReader::health),
                secrets(given.list("Secrets")),
                configs(given.list("Configs")),
                sandbox(given, pids),
                lookup(given),
                logDriver
                        .filter(driver -> !driver.text("Name").isEmpty())
                        .map(driver -> new LogDriver(driver.text("Name"), driver.map("Options"))));
    }

    /** {@code A=1} sets a variable; {@code A} alone takes one of the image away, which here is to say nothing of it. */
    private static Map<String, String> env(List<String> given) {
        Map<String, String> env = new LinkedHashMap<>();
        for (String variable : given) {
            int at = variable.indexOf('=');
            if (at >= 0) {
                env.put(variable.substring(0, at), variable.substring(at + 1));
            }
        }
        return env;
    }

    /** Of a test that is given, 0 means Docker's default; without a test everything is the image's own. */
    private static HealthCheck health(Given given) {
        List<String> test = given.texts("Test");
        boolean isOwn = !test.isEmpty();
        int retries = given.small("Retries").orElse(0);
        return new HealthCheck(
                test,
                orDefault(given.duration("Interval"), isOwn ? HealthCheck.DEFAULT_INTERVAL : Duration.ZERO),
                orDefault(given.duration("Timeout"), isOwn ? HealthCheck.DEFAULT_TIMEOUT : Duration.ZERO),
                given.duration("StartPeriod").orElse(Duration.ZERO),
                retries == 0 && isOwn ? HealthCheck.DEFAULT_RETRIES : retries,
                given.duration("StartInterval").orElse(Duration.ZERO));
    }

    private static Duration orDefault(Optional<Duration> given, Duration absent) {
        return given.filter(duration -> !duration.isZero()).orElse(absent);
    }

    private List<FileRef> secrets(List<Given> given) {
        List<String> unknown = new ArrayList<>();
        List<FileRef> files = new ArrayList<>();
        for (Given secret : given) {
            references
                    .secret(secret.text("SecretID"))
                    .ifPresentOrElse(
                            item -> files.add(file(secret, item, item.name())),
                            () -> unknown.add(secret.text("SecretName")));
        }
        refuseUnknown("secret", unknown);
        return files;
    }

    private List<FileRef> configs(List<Given> given) {
        List<String> unknown = new ArrayList<>();
        List<FileRef> files = new ArrayList<>();
        for (Given config : given) {
            references
                    .config(config.text("ConfigID"))
                    .ifPresentOrElse(
                            // Without a file it is for the runtime, which Berth's do not know.
                            item -> files.add(file(config, item, "/" + item.name())),
                            () -> unknown.add(config.text("ConfigName")));
        }
        refuseUnknown("config", unknown);
        return files;
    }

    private static void refuseUnknown(String kind, List<String> names) {
        if (!names.isEmpty()) {
            throw DockerError.swarm(
                    INVALID_ARGUMENT,
                    "%s%s not found: %s".formatted(kind, names.size() == 1 ? "" : "s", String.join(", ", names)));
        }
    }

    private static FileRef file(Given reference, References.Item item, String absent) {
        Given file = reference.at("File");
        return new FileRef(
                item.name(),
                item.newest(),
                orElse(file.text("Name"), absent),
                orElse(file.text("UID"), "0"),
                orElse(file.text("GID"), "0"),
                (int) (file.count("Mode").orElse(0444L) & PERMISSIONS));
    }

    private static String orElse(String given, String absent) {
        return given.isEmpty() ? absent : given;
    }

    private static Sandbox sandbox(Given given, long pids) {
        return new Sandbox(
                given.texts("Groups"),
                given.flag("ReadOnly"),
                given.flag("Init"),
                given.flag("TTY"),
                given.flag("OpenStdin"),
                given.texts("CapabilityAdd"),
                given.texts("CapabilityDrop"),
                security(given.at("Privileges")),
                given.map("Sysctls"),
                given.list("Ulimits").stream()
                        .map(limit ->
                                new Sandbox.Ulimit(limit.text("Name"), limit.number("Soft"), limit.number("Hard")))
                        .toList(),
                pids,
                (int) given.number("OomScoreAdj"));
    }

    private static List<String> security(Given given) {
        List<String> options = new ArrayList<>();
        if (given.flag("NoNewPrivileges")) {
            options.add("no-new-privileges");
        }
        Given selinux = given.at("SELinuxContext");
        if (selinux.flag("Disable")) {
            options.add("label=disable");
        }
        for (String part : List.of("User", "Role", "Type", "Level")) {
            if (!selinux.text(part).isEmpty()) {
                options.add("label=%s:%s".formatted(part.toLowerCase(java.util.Locale.ROOT), selinux.text(part)));
            }
        }
        if (given.at("Seccomp").text("Mode").equals("unconfined")) {
            options.add("seccomp=unconfined");
        }
        if (given.at("AppArmor").text("Mode").equals("disabled")) {
            options.add("apparmor=unconfined");
        }
        return options;
    }

    private static NameLookup lookup(Given given) {
        Given dns = given.at("DNSConfig");
        return new NameLookup(
                given.texts("Hosts"), dns.texts("Nameservers"), dns.texts("Search"), dns.texts("Options"));
    }
}
