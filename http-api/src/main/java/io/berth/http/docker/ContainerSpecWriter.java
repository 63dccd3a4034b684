package io.berth.http.docker;

import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.FileRef;
import io.berth.domain.spec.HealthCheck;
import io.berth.domain.spec.Mount;
import io.berth.domain.spec.NameLookup;
import io.berth.domain.spec.Sandbox;
import java.util.List;
import java.util.Locale;

/** From a container to {@code ContainerSpec}. */
final class ContainerSpecWriter {
    private ContainerSpecWriter() {}

    static GoObject write(ContainerSpec container, References references) {
        GoObject written = GoObject.of("Image", container.image())
                .putIfAny("Labels", container.labels())
                .putIfAny("Command", container.command())
                .putIfAny("Args", container.args())
                .putIfAny("Hostname", container.hostname())
                .putIfAny(
                        "Env",
                        container.env().entrySet().stream()
                                .map(variable -> variable.getKey() + "=" + variable.getValue())
                                .toList())
                .putIfAny("Dir", container.workdir())
                .putIfAny("User", container.user())
                .putIfAny(
                        "Mounts",
                        container.mounts().stream()
                                .filter(mount -> mount.type() != Mount.Type.SHARED)
                                .map(ContainerSpecWriter::mount)
                                .toList())
                .putIfAny("StopSignal", container.stopSignal())
                .put("StopGracePeriod", container.stopGrace().toNanos());
        container.health().ifPresent(health -> written.put("Healthcheck", health(health)));
        sandbox(written, container.sandbox());
        return files(written, container, references)
                .putIfAny("Hosts", container.lookup().hosts())
                .put("DNSConfig", lookup(container.lookup()))
                .put("Isolation", "default");
    }

    private static void sandbox(GoObject written, Sandbox sandbox) {
        boolean hasNoNew = sandbox.securityOptions().contains("no-new-privileges");
        written.putIfAny("Groups", sandbox.groups())
                .putIfAny("Privileges", GoObject.of().putIfAny("NoNewPrivileges", hasNoNew))
                .putIfAny("TTY", sandbox.tty())
                .putIfAny("OpenStdin", sandbox.stdin())
                .putIfAny("ReadOnly", sandbox.readOnlyRoot())
                .putIfAny("Init", sandbox.init())
                .putIfAny("Sysctls", sandbox.sysctls())
                .putIfAny("CapabilityAdd", sandbox.capabilityAdd())
                .putIfAny("CapabilityDrop", sandbox.capabilityDrop())
                .putIfAny("Ulimits", ulimits(sandbox.ulimits()))
                .putIfAny("OomScoreAdj", sandbox.oomScoreAdj());
    }

    private static GoObject files(GoObject written, ContainerSpec container, References references) {
        return written.putIfAny(
                        "Secrets",
                        container.secrets().stream()
                                .map(file -> GoObject.of("File", file(file))
                                        .put("SecretID", references.secretId(file.name()))
                                        .put("SecretName", file.name()))
                                .toList())
                .putIfAny(
                        "Configs",
                        container.configs().stream()
                                .map(file -> GoObject.of("File", file(file))
                                        .put("ConfigID", references.configId(file.name()))
                                        .put("ConfigName", file.name()))
                                .toList());
    }

    private static List<GoObject> ulimits(List<Sandbox.Ulimit> ulimits) {
        return ulimits.stream()
                .map(limit -> GoObject.of("Name", limit.name())
                        .put("Hard", limit.hard())
                        .put("Soft", limit.soft()))
                .toList();
    }

    private static GoObject mount(Mount mount) {
        Mount.Details details = mount.details();
        GoObject driver = GoObject.of().putIfAny("Name", details.driver()).putIfAny("Options", details.driverOptions());
        return GoObject.of("Type", mount.type().name().toLowerCase(Locale.ROOT))
                .putIfAny("Source", mount.source())
                .put("Target", mount.target())
                .putIfAny("ReadOnly", mount.readOnly())
                .putIfAny("BindOptions", GoObject.of().putIfAny("Propagation", details.propagation()))
                .putIfAny(
                        "VolumeOptions",
                        GoObject.of()
                                .putIfAny("NoCopy", details.isUnfilled())
                                .putIfAny("Labels", mount.labels())
                                .putIfAny("DriverConfig", driver))
                .putIfAny(
                        "TmpfsOptions",
                        GoObject.of().putIfAny("SizeBytes", mount.sizeBytes()).putIfAny("Mode", details.mode()));
    }

    private static GoObject health(HealthCheck health) {
        return GoObject.of()
                .putIfAny("Test", health.test())
                .putIfAny("Interval", health.interval().toNanos())
                .putIfAny("Timeout", health.timeout().toNanos())
                .putIfAny("StartPeriod", health.startPeriod().toNanos())
                .putIfAny("StartInterval", health.startInterval().toNanos())
                .putIfAny("Retries", health.retries());
    }

    private static GoObject lookup(NameLookup lookup) {
        return GoObject.of()
                .putIfAny("Nameservers", lookup.nameservers())
                .putIfAny("Search", lookup.search())
                .putIfAny("Options", lookup.options());
    }

    private static GoObject file(FileRef file) {
        return GoObject.of("Name", file.target())
                .put("UID", file.uid())
                .put("GID", file.gid())
                .put("Mode", file.mode());
    }
}
