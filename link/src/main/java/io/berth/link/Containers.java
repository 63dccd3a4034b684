package io.berth.link;

import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.FileRef;
import io.berth.domain.spec.HealthCheck;
import io.berth.domain.spec.Mount;
import io.berth.domain.spec.NameLookup;
import io.berth.domain.spec.Sandbox;
import io.berth.link.proto.WireTask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Containers and what is in them, from and to their messages. */
final class Containers {
    private static final String MOUNT_TYPE = "TYPE_";

    private Containers() {}

    static List<WireTask.ContainerSpec> write(List<ContainerSpec> specs) {
        return specs.stream().map(Containers::write).toList();
    }

    static List<ContainerSpec> read(List<WireTask.ContainerSpec> specs) {
        return specs.stream().map(Containers::read).toList();
    }

    private static WireTask.ContainerSpec write(ContainerSpec spec) {
        WireTask.ContainerSpec.Builder message = WireTask.ContainerSpec.newBuilder()
                .setName(spec.name())
                .setImage(spec.image())
                .addAllCommand(spec.command())
                .addAllArgs(spec.args())
                .setWorkdir(spec.workdir())
                .setUser(spec.user())
                .setHostname(spec.hostname())
                .putAllLabels(spec.labels())
                .addAllMounts(spec.mounts().stream().map(Containers::write).toList())
                .setReserved(Values.write(spec.reserved()))
                .setLimit(Values.write(spec.limit()))
                .setStopSignal(spec.stopSignal())
                .setStopGrace(Values.write(spec.stopGrace()))
                .addAllSecrets(spec.secrets().stream().map(Containers::write).toList())
                .addAllConfigs(spec.configs().stream().map(Containers::write).toList());
        spec.env()
                .forEach((name, value) -> message.addEnv(
                        WireTask.Variable.newBuilder().setName(name).setValue(value)));
        spec.health().map(Containers::write).ifPresent(message::setHealth);
        if (!spec.sandbox().equals(Sandbox.USUAL)) {
            message.setSandbox(Sandboxes.write(spec.sandbox()));
        }
        if (!spec.lookup().equals(NameLookup.USUAL)) {
            message.setLookup(Sandboxes.write(spec.lookup()));
        }
        spec.logDriver().map(Sandboxes::write).ifPresent(message::setLogDriver);
        return message.build();
    }

    private static ContainerSpec read(WireTask.ContainerSpec message) {
        Map<String, String> env = new LinkedHashMap<>();
        message.getEnvList().forEach(variable -> env.put(variable.getName(), variable.getValue()));
        return new ContainerSpec(
                message.getName(),
                message.getImage(),
                message.getCommandList(),
                message.getArgsList(),
                env,
                message.getWorkdir(),
                message.getUser(),
                message.getHostname(),
                message.getLabelsMap(),
                message.getMountsList().stream().map(Containers::read).toList(),
                Values.read(message.getReserved()),
                Values.read(message.getLimit()),
                message.getStopSignal(),
                Values.read(message.getStopGrace()),
                message.hasHealth() ? Optional.of(read(message.getHealth())) : Optional.empty(),
                message.getSecretsList().stream().map(Containers::read).toList(),
                message.getConfigsList().stream().map(Containers::read).toList(),
                message.hasSandbox() ? Sandboxes.read(message.getSandbox()) : Sandbox.USUAL,
                message.hasLookup() ? Sandboxes.read(message.getLookup()) : NameLookup.USUAL,
                message.hasLogDriver() ? Optional.of(Sandboxes.read(message.getLogDriver())) : Optional.empty());
    }

    private static WireTask.Mount write(Mount mount) {
        WireTask.Mount.Builder message = WireTask.Mount.newBuilder()
                .setType(Values.write(mount.type(), MOUNT_TYPE, WireTask.Mount.Type.class))
                .setSource(mount.source())
                .setTarget(mount.target())
                .setReadOnly(mount.readOnly())
                .setSizeBytes(mount.sizeBytes())
                .putAllLabels(mount.labels());
        if (!mount.details().equals(Mount.Details.NONE)) {
            message.setDetails(Sandboxes.write(mount.details()));
        }
        return message.build();
    }

    private static Mount read(WireTask.Mount message) {
        return new Mount(
                Values.read(message.getType(), MOUNT_TYPE, Mount.Type.class),
                message.getSource(),
                message.getTarget(),
                message.getReadOnly(),
                message.getSizeBytes(),
                message.getLabelsMap(),
                message.hasDetails() ? Sandboxes.read(message.getDetails()) : Mount.Details.NONE);
    }

    private static WireTask.HealthCheck write(HealthCheck check) {
        return WireTask.HealthCheck.newBuilder()
                .addAllTest(check.test())
                .setInterval(Values.write(check.interval()))
                .setTimeout(Values.write(check.timeout()))
                .setStartPeriod(Values.write(check.startPeriod()))
                .setRetries(check.retries())
                .setStartInterval(Values.write(check.startInterval()))
                .build();
    }

    private static HealthCheck read(WireTask.HealthCheck message) {
        return new HealthCheck(
                message.getTestList(),
                Values.read(message.getInterval()),
                Values.read(message.getTimeout()),
                Values.read(message.getStartPeriod()),
                message.getRetries(),
                Values.read(message.getStartInterval()));
    }

    private static WireTask.FileRef write(FileRef file) {
        return WireTask.FileRef.newBuilder()
                .setName(file.name())
                .setVersion(file.version())
                .setTarget(file.target())
                .setUid(file.uid())
                .setGid(file.gid())
                .setMode(file.mode())
                .build();
    }

    private static FileRef read(WireTask.FileRef message) {
        return new FileRef(
                message.getName(),
                message.getVersion(),
                message.getTarget(),
                message.getUid(),
                message.getGid(),
                message.getMode());
    }
}
