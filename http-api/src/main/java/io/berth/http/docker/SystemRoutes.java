package io.berth.http.docker;

import io.berth.domain.cluster.ClusterState;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.service.ServiceState;
import io.berth.domain.service.Task;
import io.berth.domain.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /version} and {@code /info}.
 *
 * @param swarm what is told
 * @param version of this program
 */
record SystemRoutes(Swarm swarm, String version) {
    private static final Map<String, String> GO_NAMES = Map.of("x86_64", "amd64", "aarch64", "arm64");

    List<DockerRoute> routes() {
        return List.of(
                DockerRoute.get("/version", _ -> DockerAnswers.now(DockerAnswers.ok(versions()))),
                DockerRoute.get("/info", _ -> info()));
    }

    private GoObject versions() {
        String kernel = System.getProperty("os.version", "");
        String architecture = goName(System.getProperty("os.arch", ""));
        GoObject details = GoObject.of("ApiVersion", ApiVersion.MOST.toString())
                .put("Arch", architecture)
                .put("Experimental", "false")
                .put("KernelVersion", kernel)
                .put("MinAPIVersion", ApiVersion.LEAST.toString())
                .put("Os", "linux");
        return GoObject.of("Platform", GoObject.of("Name", "Berth"))
                .put("Version", version)
                .put("ApiVersion", ApiVersion.MOST.toString())
                .put("MinAPIVersion", ApiVersion.LEAST.toString())
                .put("GitCommit", "")
                .put("GoVersion", "")
                .put("Os", "linux")
                .put("Arch", architecture)
                .put("KernelVersion", kernel)
                .put("BuildTime", "")
                .put(
                        "Components",
                        List.of(GoObject.of("Name", "Engine")
                                .put("Version", version)
                                .put("Details", details)));
    }

    static String goName(String architecture) {
        return GO_NAMES.getOrDefault(architecture, architecture);
    }

    private CompletionStage<HttpResponse> info() {
        return swarm.services().thenCombine(swarm.cluster(), (services, cluster) -> {
            Optional<NodeView> self = swarm.self();
            long running = count(services, true);
            long stopped = count(services, false);
            return DockerAnswers.ok(
                    machine(head(self, running, stopped), self).put("Swarm", membership(self, cluster)));
        });
    }

    private GoObject head(Optional<NodeView> self, long running, long stopped) {
        GoObject plugins = GoObject.of("Volume", List.of("local"))
                .put("Network", List.of("bridge", "overlay"))
                .putNull("Authorization")
                .put("Log", List.of("json-file"));
        return GoObject.of(
                        "ID", self.map(node -> SwarmIds.of(node.id().value())).orElse(""))
                .put("Containers", running + stopped)
                .put("ContainersRunning", running)
                .put("ContainersPaused", 0)
                .put("ContainersStopped", stopped)
                .put("Images", 0)
                .put("Driver", "")
                .put("DriverStatus", List.of())
                .put("Plugins", plugins);
    }

    private GoObject machine(GoObject head, Optional<NodeView> self) {
        return head.put("SystemTime", Instant.now())
                .put("LoggingDriver", "json-file")
                .put("KernelVersion", System.getProperty("os.version", ""))
                .put("OperatingSystem", "Berth on " + System.getProperty("os.name", "Linux"))
                .put("OSType", "linux")
                .put(
                        "Architecture",
                        self.map(node -> node.info().platform().arch()).orElse(""))
                .put(
                        "NCPU",
                        self.map(node -> node.info().capacity().nanoCpus() / 1_000_000_000)
                                .orElse(0L))
                .put(
                        "MemTotal",
                        self.map(node -> node.info().capacity().memoryBytes()).orElse(0L))
                .put("DockerRootDir", "")
                .put("Name", self.map(node -> node.info().hostname()).orElse(""))
                .put("Labels", List.of())
                .put("ExperimentalBuild", false)
                .put("ServerVersion", version)
                .put("Runtimes", Map.of())
                .put("DefaultRuntime", "")
                .put("Isolation", "")
                .put("SecurityOptions", List.of())
                .putNull("Warnings");
    }

    private GoObject membership(Optional<NodeView> self, ClusterState cluster) {
        List<NodeView> nodes = List.copyOf(swarm.control().fleet().nodes());
        int linkPort = swarm.control().here().linkPort();
        List<NodeView> managers =
                nodes.stream().filter(node -> node.info().isManager()).toList();
        return GoObject.of(
                        "NodeID",
                        self.map(node -> SwarmIds.of(node.id().value())).orElse(""))
                .put("NodeAddr", self.map(node -> node.info().address()).orElse(""))
                .put("LocalNodeState", "active")
                .put("ControlAvailable", true)
                .put("Error", "")
                .put(
                        "RemoteManagers",
                        managers.stream()
                                .map(node -> GoObject.of(
                                                "NodeID", SwarmIds.of(node.id().value()))
                                        .put("Addr", node.info().address() + ":" + linkPort))
                                .toList())
                .put("Nodes", nodes.size())
                .put("Managers", managers.size())
                .put("Cluster", SwarmRoutes.head(cluster));
    }

    private static long count(List<ServiceState> services, boolean areRunning) {
        return services.stream()
                .flatMap(service -> service.tasks().values().stream())
                .filter(task -> isRunning(task) == areRunning)
                .count();
    }

    private static boolean isRunning(Task task) {
        return task.status().state() == TaskState.RUNNING;
    }
}
