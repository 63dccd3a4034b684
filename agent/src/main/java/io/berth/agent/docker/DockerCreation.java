package io.berth.agent.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.InternetProtocol;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import com.github.dockerjava.api.model.VolumeOptions;
import com.github.dockerjava.core.RemoteApiVersion;
import io.berth.agent.runtime.ContainerException;
import io.berth.agent.runtime.ContainerPlan;
import io.berth.agent.runtime.PlacedFile;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.Mount;
import io.berth.domain.spec.NameLookup;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.task.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts a container's plan into the words of the engine.
 *
 * <p>The one container of a task joins its networks and has its published ports; the containers of a pod join the network
 * of its holder instead (see {@link DockerHolders}), which has all that. Init containers run before the task is there for
 * the outside: without a holder they join the same networks, without names and ports. A published port in ingress mode
 * is bound to a port that the engine chooses, of an address where the agents of other nodes reach it if there can be some;
 * the agents' proxies answer on the published one.
 */
final class DockerCreation {
    private static final RemoteApiVersion START_INTERVAL_SINCE = RemoteApiVersion.create(1, 44);
    private static final String NOBODY = "65534:65534";

    private final DockerClient client;
    private final NodeId node;
    private final String apiVersion;
    private final String inner;

    /**
     * @param apiVersion the engine's, such as {@code 1.41}
     * @param inner address on which ports for the agents' proxies are opened
     */
    DockerCreation(DockerClient client, NodeId node, String apiVersion, String inner) {
        this.client = client;
        this.node = node;
        this.apiVersion = apiVersion;
        this.inner = inner;
    }

    CreateContainerCmd command(ContainerPlan plan) {
        ContainerSpec spec = plan.container();
        CreateContainerCmd command = client.createContainerCmd(spec.image())
                .withName(plan.uniqueName())
                .withLabels(DockerLabels.of(plan, node))
                .withEnv(spec.env().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList())
                .withHostConfig(host(plan));
        if (!spec.command().isEmpty()) {
            command.withEntrypoint(spec.command());
        }
        if (!spec.args().isEmpty()) {
            command.withCmd(spec.args());
        }
        if (!spec.workdir().isEmpty()) {
            command.withWorkingDir(spec.workdir());
        }
        if (!spec.user().isEmpty()) {
            command.withUser(spec.user());
        }
        if (!spec.stopSignal().isEmpty()) {
            command.withStopSignal(spec.stopSignal());
        }
        spec.health().ifPresent(check -> command.withHealthcheck(health(check)));
        command.withTty(spec.sandbox().tty()).withStdinOpen(spec.sandbox().stdin());
        if (!plan.isPod()) {
            network(command, plan.assignment(), plan.isInit());
            hostname(command, spec);
        }
        return command;
    }

    /** The holder of a pod's network: it has the names, ports and hostname of the task, and no rights. */
    CreateContainerCmd holder(ContainerPlan first) {
        HostConfig host = HostConfig.newHostConfig().withReadonlyRootfs(true).withCapDrop(Capability.ALL);
        CreateContainerCmd command = client.createContainerCmd(HolderImage.NAME)
                .withName(DockerHolders.name(first.assignment()))
                .withLabels(DockerLabels.ofHolder(first.assignment(), node))
                .withUser(NOBODY)
                .withStopSignal("SIGKILL")
                .withHostConfig(
                        network(host, first.assignment(), first.container().lookup(), false));
        network(command, first.assignment(), false);
        hostname(command, first.container());
        return command;
    }

    private static void hostname(CreateContainerCmd command, ContainerSpec spec) {
        if (!spec.hostname().isEmpty()) {
            command.withHostName(spec.hostname());
        }
    }

    private static void network(CreateContainerCmd command, TaskAssignment task, boolean isInit) {
        List<String> networks = task.template().networks();
        if (!networks.isEmpty() && !DockerNetworks.isBorrowed(task) && !isInit) {
            command.withAliases(DockerNetworks.aliases(task, networks.getFirst()));
        }
        command.withExposedPorts(
                ports(task, isInit).map(DockerCreation::exposed).toList());
    }

    private HostConfig network(HostConfig host, TaskAssignment task, NameLookup lookup, boolean isInit) {
        task.template().networks().stream().findFirst().ifPresent(host::withNetworkMode);
        DockerSandbox.applyLookup(host, lookup);
        return host.withPortBindings(ports(task, isInit).map(this::binding).toList());
    }

    private static Stream<PortSpec> ports(TaskAssignment task, boolean isInit) {
        return isInit ? Stream.empty() : task.ports().stream();
    }

    private HostConfig host(ContainerPlan plan) {
        ContainerSpec spec = plan.container();
        HostConfig host = HostConfig.newHostConfig().withMounts(mounts(plan));
        if (spec.limit().memoryBytes() > 0) {
            host.withMemory(spec.limit().memoryBytes());
        }
        if (spec.reserved().memoryBytes() > 0) {
            host.withMemoryReservation(spec.reserved().memoryBytes());
        }
        if (spec.limit().nanoCpus() > 0) {
            host.withNanoCPUs(spec.limit().nanoCpus());
        }
        DockerSandbox.apply(host, spec);
        return plan.isPod()
                ? host.withNetworkMode("container:" + DockerHolders.name(plan.assignment()))
                : network(host, plan.assignment(), plan.container().lookup(), plan.isInit());
    }

    static ExposedPort exposed(PortSpec port) {
        return new ExposedPort(port.target(), InternetProtocol.parse(port.protocol()));
    }

    private PortBinding binding(PortSpec port) {
        Binding binding = switch (port.mode()) {
            case INGRESS -> Binding.bindIp(inner);
            case HOST ->
                port.published() > 0 ? Binding.bindIpAndPort("0.0.0.0", port.published()) : Binding.bindIp("0.0.0.0");
        };
        return new PortBinding(binding, exposed(port));
    }

    /** Whether the engine chooses a port of the node, which must then be read back. */
    static boolean isChosenByEngine(PortSpec port) {
        return port.mode() == PublishMode.INGRESS || port.published() == 0;
    }

    private List<com.github.dockerjava.api.model.Mount> mounts(ContainerPlan plan) {
        List<com.github.dockerjava.api.model.Mount> mounts = new ArrayList<>();
        plan.container().mounts().forEach(mount -> mounts.add(mount(mount, plan)));
        plan.files().ifPresent(files -> files.files().forEach(file -> mounts.add(file(file))));
        return mounts;
    }

    private com.github.dockerjava.api.model.Mount mount(Mount mount, ContainerPlan plan) {
        com.github.dockerjava.api.model.Mount wanted = new com.github.dockerjava.api.model.Mount()
                .withTarget(mount.target())
                .withReadOnly(mount.readOnly());
        return switch (mount.type()) {
            case BIND ->
                wanted.withType(MountType.BIND).withSource(mount.source()).withBindOptions(DockerSandbox.bind(mount));
            case SHARED ->
                wanted.withType(MountType.VOLUME)
                        .withSource(sharedVolume(plan.assignment().task(), mount))
                        .withVolumeOptions(new VolumeOptions()
                                .withLabels(
                                        DockerLabels.shared(plan.assignment().task(), node)));
            case TMPFS -> {
                wanted.withType(MountType.TMPFS);
                yield wanted.withTmpfsOptions(DockerSandbox.tmpfs(mount));
            }
            case VOLUME -> {
                wanted.withType(MountType.VOLUME).withVolumeOptions(DockerSandbox.volume(mount));
                yield mount.source().isEmpty() ? wanted : wanted.withSource(mount.source());
            }
        };
    }

    private static String sharedVolume(TaskId task, Mount mount) {
        return "berth-" + task + "-" + mount.source();
    }

    private static com.github.dockerjava.api.model.Mount file(PlacedFile file) {
        return new com.github.dockerjava.api.model.Mount()
                .withType(MountType.BIND)
                .withSource(file.source().toString())
                .withTarget(file.target())
                .withReadOnly(true);
    }

    private HealthCheck health(io.berth.domain.spec.HealthCheck check) {
        HealthCheck wanted = new HealthCheck()
                .withTest(check.test())
                .withInterval(nanos(check.interval()))
                .withTimeout(nanos(check.timeout()))
                .withStartPeriod(nanos(check.startPeriod()))
                .withRetries(check.retries());
        if (check.startInterval().isZero()) {
            return wanted;
        }
        if (!RemoteApiVersion.parseConfig(apiVersion).isGreaterOrEqual(START_INTERVAL_SINCE)) {
            throw new ContainerException(
                    "cannot check the health every %s while the container starts: this node's engine has API %s, and the start interval came with %s; leave it out, or update the engine"
                            .formatted(check.startInterval(), apiVersion, START_INTERVAL_SINCE.getVersion()));
        }
        return wanted.withStartInterval(nanos(check.startInterval()));
    }

    private static long nanos(Duration duration) {
        return duration.toNanos();
    }
}
