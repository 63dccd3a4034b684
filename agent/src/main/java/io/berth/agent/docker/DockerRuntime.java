package io.berth.agent.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.berth.agent.EngineConnection;
import io.berth.agent.EngineRefusal;
import io.berth.agent.retention.Retention;
import io.berth.agent.runtime.ContainerException;
import io.berth.agent.runtime.ContainerPlan;
import io.berth.agent.runtime.ContainerRef;
import io.berth.agent.runtime.ContainerRuntime;
import io.berth.agent.runtime.CreatedContainer;
import io.berth.agent.runtime.FoundContainer;
import io.berth.agent.runtime.RuntimeListener;
import io.berth.agent.runtime.StartedContainer;
import io.berth.domain.agent.EngineRequest;
import io.berth.domain.agent.LogLine;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.HealthCheck;
import io.berth.domain.task.TaskId;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Containers of a Docker Engine on this machine. */
public final class DockerRuntime implements ContainerRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(DockerRuntime.class);
    /** Every container under start or stop, every follower of a log and the events need one each. */
    private static final int CONNECTIONS_MAX = 2_000;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final DockerClient client;
    private final DockerImages images;
    private final DockerNetworks networks;
    private final DockerHolders holders;
    private final DockerVolumes volumes;
    private final DockerCreation creation;
    private final DockerContainers containers;
    private final DockerPassage passage;
    private final NodeId node;
    private final String version;
    private final Map<String, String> labels;
    private volatile @Nullable DockerEvents events;
    private volatile @Nullable RuntimeListener listener;

    private DockerRuntime(DockerClient client, URI host, NodeId node, String inner, Retention.Limits unusedNetworks) {
        this.client = client;
        this.node = node;
        passage = new DockerPassage(host);
        images = new DockerImages(client);
        networks = new DockerNetworks(client, node, unusedNetworks);
        volumes = new DockerVolumes(client, node);
        Version engine = DockerCalls.call(() -> client.versionCmd().exec());
        creation = new DockerCreation(client, node, engine.getApiVersion(), inner);
        containers = new DockerContainers(client, node);
        version = engine.getVersion();
        Info info = DockerCalls.call(() -> client.infoCmd().exec());
        labels = DockerLabels.ofPairs(Optional.ofNullable(info.getLabels()).orElse(new String[0]));
        HolderImage image = new HolderImage(client, String.valueOf(info.getArchitecture()));
        holders = new DockerHolders(client, node, networks, creation, image);
    }

    /**
     * Connects to an engine.
     *
     * @param host such as {@code unix:///var/run/docker.sock}
     * @param node whose containers these are
     * @param inner address on which ports for the agents' proxies are opened
     * @param unusedNetworks how long networks that no task needs are kept
     * @return empty if no engine answers there
     */
    public static Optional<DockerRuntime> connect(
            String host, NodeId node, String inner, Retention.Limits unusedNetworks) {
        DefaultDockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(host)
                .build();
        DockerClient client = DockerClientImpl.getInstance(
                config,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .maxConnections(CONNECTIONS_MAX)
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .build());
        try {
            client.pingCmd().exec();
            return Optional.of(new DockerRuntime(client, config.getDockerHost(), node, inner, unusedNetworks));
        } catch (RuntimeException e) {
            LOG.info("no Docker Engine answers at {}: {}", host, e.getMessage());
            close(client);
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public String engineVersion() {
        return version;
    }

    @Override
    public Map<String, String> engineLabels() {
        return labels;
    }

    @Override
    public boolean survivesAgent() {
        return true;
    }

    @Override
    public int startsAtOnce() {
        return 2 * Runtime.getRuntime().availableProcessors();
    }

    @Override
    public List<FoundContainer> attach(RuntimeListener newListener) {
        listener = newListener;
        DockerEvents opened = new DockerEvents(client, node, containers::list, newListener);
        opened.open();
        events = opened;
        networks.adopt(Instant.now());
        return containers.list().containers();
    }

    @Override
    public void prepare(ContainerPlan plan) {
        DockerNetworks.check(plan.assignment());
        images.ensure(plan.container().image());
    }

    @Override
    public void createShared(ContainerPlan first) {
        networks.use(first.assignment());
        if (first.isPod()) {
            holders.create(first);
        }
    }

    @Override
    public CreatedContainer create(ContainerPlan plan) {
        ContainerSpec spec = plan.container();
        String id = DockerCalls.call(() -> {
            try {
                return creation.command(plan).exec().getId();
            } catch (NotFoundException wrong) {
                images.forget(spec.image());
                throw wrong;
            }
        });
        try {
            if (!plan.isPod()) {
                networks.connectOthers(id, plan.assignment());
            }
        } catch (ContainerException refused) {
            remove(plan.ref(id)); // a creation that fails leaves nothing behind
            throw refused;
        }
        boolean hasCheck = spec.health()
                .map(HealthCheck::test)
                .map(DockerImages::isReal)
                .orElseGet(() -> images.hasHealthCheck(spec.image()));
        return new CreatedContainer(id, hasCheck);
    }

    @Override
    public StartedContainer start(ContainerPlan plan, String runtimeId) {
        networks.use(plan.assignment());
        if (plan.isPod()) {
            holders.start(plan.assignment());
        }
        DockerCalls.run(() -> {
            try {
                client.startContainerCmd(runtimeId).exec();
            } catch (NotFoundException wrong) {
                networks.doubt(plan.assignment());
                throw wrong;
            }
        });
        try {
            String owner = plan.isPod() ? DockerHolders.name(plan.assignment()) : runtimeId;
            return new StartedContainer(runtimeId, plan.isFirst() ? containers.ports(plan, owner) : List.of());
        } catch (ContainerException unreachable) {
            stop(plan.ref(runtimeId), "", Duration.ZERO); // a start that fails leaves nothing running
            throw unreachable;
        }
    }

    @Override
    public void resume(ContainerPlan plan) {
        networks.use(plan.assignment());
        RuntimeListener told = listener;
        if (plan.isPod() && told != null && !holders.runs(plan.assignment())) {
            told.sharedLost(plan.assignment().task());
        }
    }

    /** The signal is the container's own since its creation; the engine counts grace in whole seconds. */
    @Override
    public void stop(ContainerRef container, String signal, Duration grace) {
        int seconds = Math.toIntExact(grace.plusMillis(999).toSeconds());
        boolean wasThere = DockerCalls.runIfThere(() -> client.stopContainerCmd(container.runtimeId())
                .withTimeout(seconds)
                .exec());
        LOG.debug("container={} stopped, was there: {}", container.runtimeId(), wasThere);
    }

    @Override
    public OptionalInt exitCode(ContainerRef container) {
        return containers.exitCode(container);
    }

    @Override
    public void remove(ContainerRef container) {
        if (container.runtimeId().isEmpty()) {
            return;
        }
        boolean wasThere = DockerCalls.runIfThere(() -> client.removeContainerCmd(container.runtimeId())
                .withForce(true)
                .withRemoveVolumes(true)
                .exec());
        LOG.debug("container={} removed, was there: {}", container.runtimeId(), wasThere);
    }

    @Override
    public void release(TaskAssignment task) {
        networks.leave(task, Instant.now());
        if (ContainerPlan.isPod(task)) {
            holders.release(task);
        }
    }

    @Override
    public Set<TaskId> sharing() {
        Set<TaskId> tasks = new HashSet<>(volumes.tasks());
        tasks.addAll(holders.tasks());
        return tasks;
    }

    @Override
    public void removeShared(TaskId task) {
        holders.remove(task);
        volumes.remove(task);
    }

    @Override
    public void tidy(Instant now) {
        networks.tidy(now);
    }

    @Override
    public void readLog(ContainerRef container, LogQuery query, Consumer<LogLine> sink) {
        DockerLog.read(client.logContainerCmd(container.runtimeId()), container, query, sink);
    }

    @Override
    public EngineConnection callEngine(EngineRequest request, List<String> own) throws IOException, EngineRefusal {
        return passage.call(request, own);
    }

    @Override
    public void close() {
        DockerEvents open = events;
        if (open != null) {
            open.close();
        }
        close(client);
    }

    private static void close(DockerClient client) {
        try {
            client.close();
        } catch (IOException e) {
            throw new ContainerException("the connection to the Docker Engine does not close: " + e.getMessage(), e);
        }
    }
}
