package io.berth.agent.docker;

import com.github.dockerjava.api.model.BindOptions;
import com.github.dockerjava.api.model.BindPropagation;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Driver;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.TmpfsOptions;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.VolumeOptions;
import io.berth.agent.runtime.ContainerException;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.LogDriver;
import io.berth.domain.spec.Mount;
import io.berth.domain.spec.NameLookup;
import io.berth.domain.spec.Sandbox;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Puts what few containers need into the words of the engine; what the engine has no word for is refused. */
final class DockerSandbox {
    private DockerSandbox() {}

    static void apply(HostConfig host, ContainerSpec spec) {
        Sandbox sandbox = spec.sandbox();
        host.withReadonlyRootfs(sandbox.readOnlyRoot())
                .withCapAdd(capabilities(sandbox.capabilityAdd()))
                .withCapDrop(capabilities(sandbox.capabilityDrop()))
                .withGroupAdd(sandbox.groups())
                .withSecurityOpts(sandbox.securityOptions())
                .withSysctls(sandbox.sysctls())
                .withUlimits(sandbox.ulimits().stream()
                        .map(ulimit -> new Ulimit(ulimit.name(), ulimit.soft(), ulimit.hard()))
                        .toList())
                .withOomScoreAdj(sandbox.oomScoreAdj());
        if (sandbox.init()) {
            host.withInit(true);
        }
        if (sandbox.pidsLimit() > 0) {
            host.withPidsLimit(sandbox.pidsLimit());
        }
        spec.logDriver().map(DockerSandbox::log).ifPresent(host::withLogConfig);
    }

    /** Only for the container that owns its task's network; the others share its files of names. */
    static void applyLookup(HostConfig host, NameLookup lookup) {
        host.withExtraHosts(
                        lookup.hosts().stream().flatMap(DockerSandbox::hosts).toArray(String[]::new))
                .withDns(lookup.nameservers())
                .withDnsSearch(lookup.search())
                .withDnsOptions(lookup.options());
    }

    /** From {@code ADDRESS NAME NAME...} to the engine's {@code NAME:ADDRESS}. */
    private static Stream<String> hosts(String line) {
        List<String> parts = List.of(line.strip().split("\\s+", -1));
        return parts.stream().skip(1).map(name -> name + ":" + parts.getFirst());
    }

    private static Capability[] capabilities(List<String> names) {
        return names.stream().map(DockerSandbox::capability).toArray(Capability[]::new);
    }

    private static Capability capability(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        String bare = upper.startsWith("CAP_") ? upper.substring("CAP_".length()) : upper;
        return Arrays.stream(Capability.values())
                .filter(known -> known.name().equals(bare))
                .findFirst()
                .orElseThrow(() -> new ContainerException("invalid capability: unknown capability " + name));
    }

    private static LogConfig log(LogDriver driver) {
        return Arrays.stream(LogConfig.LoggingType.values())
                .filter(type -> type.getType().equals(driver.name()))
                .findFirst()
                .map(type -> new LogConfig(type, driver.options()))
                .orElseThrow(() ->
                        new ContainerException("logger: no log driver named '" + driver.name() + "' is registered"));
    }

    static BindOptions bind(Mount mount) {
        BindOptions options = new BindOptions();
        String propagation = mount.details().propagation();
        return propagation.isEmpty()
                ? options
                : options.withPropagation(
                        switch (propagation) {
                            case "private" -> BindPropagation.PRIVATE;
                            case "rprivate" -> BindPropagation.R_PRIVATE;
                            case "shared" -> BindPropagation.SHARED;
                            case "rshared" -> BindPropagation.R_SHARED;
                            case "slave" -> BindPropagation.SLAVE;
                            case "rslave" -> BindPropagation.R_SLAVE;
                            default -> throw new ContainerException("invalid propagation mode: " + propagation);
                        });
    }

    static VolumeOptions volume(Mount mount) {
        Mount.Details details = mount.details();
        VolumeOptions options = new VolumeOptions().withLabels(mount.labels());
        if (details.isUnfilled()) {
            options.withNoCopy(true);
        }
        return details.driver().isEmpty() && details.driverOptions().isEmpty()
                ? options
                : options.withDriverConfig(
                        new Driver().withName(details.driver()).withOptions(details.driverOptions()));
    }

    static TmpfsOptions tmpfs(Mount mount) {
        TmpfsOptions options = new TmpfsOptions();
        if (mount.sizeBytes() > 0) {
            options.withSizeBytes(mount.sizeBytes());
        }
        return mount.details().mode() == 0
                ? options
                : options.withMode(mount.details().mode());
    }
}
