package io.berth.domain.spec;

import io.berth.domain.resource.Resources;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One container of a task.
 *
 * @param name unique within the task
 * @param image name and tag or digest; ignored by the process runtime
 * @param command replaces the image's entrypoint if not empty
 * @param args replace the image's arguments if not empty; with the process runtime command and args are one command line
 * @param env variables in the order given
 * @param workdir working directory, empty for the image's
 * @param user {@code user[:group]}, empty for the image's
 * @param hostname empty for the runtime's choice
 * @param labels of the container
 * @param mounts volumes, paths and memory
 * @param reserved what the node must have left for it
 * @param limit the most it may take; zero in a dimension means no limit
 * @param stopSignal name such as {@code SIGTERM}; empty for the image's
 * @param stopGrace from the stop signal to the kill
 * @param health how to tell that it is healthy
 * @param secrets files of secrets
 * @param configs files of configs
 * @param sandbox what it gets of its node's kernel
 * @param lookup how it finds others by name
 * @param logDriver where its runtime puts its log; empty for the runtime's choice
 */
public record ContainerSpec(
        String name,
        String image,
        List<String> command,
        List<String> args,
        Map<String, String> env,
        String workdir,
        String user,
        String hostname,
        Map<String, String> labels,
        List<Mount> mounts,
        Resources reserved,
        Resources limit,
        String stopSignal,
        Duration stopGrace,
        Optional<HealthCheck> health,
        List<FileRef> secrets,
        List<FileRef> configs,
        Sandbox sandbox,
        NameLookup lookup,
        Optional<LogDriver> logDriver) {
    /** Docker's default. */
    public static final Duration DEFAULT_STOP_GRACE = Duration.ofSeconds(10);

    public ContainerSpec {
        command = List.copyOf(command);
        args = List.copyOf(args);
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        labels = Map.copyOf(labels);
        mounts = List.copyOf(mounts);
        secrets = List.copyOf(secrets);
        configs = List.copyOf(configs);
    }

    /** A container with the sandbox, the lookup and the log driver that its runtime gives every container. */
    public ContainerSpec(
            String name,
            String image,
            List<String> command,
            List<String> args,
            Map<String, String> env,
            String workdir,
            String user,
            String hostname,
            Map<String, String> labels,
            List<Mount> mounts,
            Resources reserved,
            Resources limit,
            String stopSignal,
            Duration stopGrace,
            Optional<HealthCheck> health,
            List<FileRef> secrets,
            List<FileRef> configs) {
        this(
                name,
                image,
                command,
                args,
                env,
                workdir,
                user,
                hostname,
                labels,
                mounts,
                reserved,
                limit,
                stopSignal,
                stopGrace,
                health,
                secrets,
                configs,
                Sandbox.USUAL,
                NameLookup.USUAL,
                Optional.empty());
    }

    /** A container of nothing but an image and arguments. */
    public static ContainerSpec of(String name, String image, List<String> args) {
        return new ContainerSpec(
                name,
                image,
                List.of(),
                args,
                Map.of(),
                "",
                "",
                "",
                Map.of(),
                List.of(),
                Resources.NONE,
                Resources.NONE,
                "",
                DEFAULT_STOP_GRACE,
                Optional.empty(),
                List.of(),
                List.of());
    }

    public ContainerSpec within(Sandbox newSandbox, NameLookup newLookup, Optional<LogDriver> newLogDriver) {
        return changed(image, secrets, configs, newSandbox, newLookup, newLogDriver);
    }

    public ContainerSpec withFiles(List<FileRef> newSecrets, List<FileRef> newConfigs) {
        return changed(image, newSecrets, newConfigs, sandbox, lookup, logDriver);
    }

    public ContainerSpec withImage(String newImage) {
        return changed(newImage, secrets, configs, sandbox, lookup, logDriver);
    }

    private ContainerSpec changed(
            String newImage,
            List<FileRef> newSecrets,
            List<FileRef> newConfigs,
            Sandbox newSandbox,
            NameLookup newLookup,
            Optional<LogDriver> newLogDriver) {
        return new ContainerSpec(
                name,
                newImage,
                command,
                args,
                env,
                workdir,
                user,
                hostname,
                labels,
                mounts,
                reserved,
                limit,
                stopSignal,
                stopGrace,
                health,
                newSecrets,
                newConfigs,
                newSandbox,
                newLookup,
                newLogDriver);
    }
}
