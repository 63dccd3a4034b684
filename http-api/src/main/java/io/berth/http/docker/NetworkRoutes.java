package io.berth.http.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.domain.cluster.ClusterState;
import io.berth.domain.command.ClusterCommand;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityRef.Kind;
import io.berth.domain.network.Network;
import io.berth.domain.service.ServiceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /networks}: what services may name. The engines of the nodes make them when a task needs one.
 *
 * @param swarm what is asked
 * @param ids makes an id for each new network
 */
record NetworkRoutes(Swarm swarm, Supplier<String> ids) {
    private static final EntityRef CLUSTER = new EntityRef(Kind.CLUSTER, ClusterState.ID);
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9](?:[-_.]*[A-Za-z0-9]+)*");
    private static final String KIND = "network";

    List<DockerRoute> routes() {
        return List.of(
                DockerRoute.get("/networks", this::list),
                DockerRoute.post("/networks/create", this::create),
                DockerRoute.post("/networks/prune", this::prune),
                DockerRoute.get("/networks/{network}", this::get),
                DockerRoute.delete("/networks/{network}", this::remove));
    }

    private CompletionStage<HttpResponse> list(DockerCall call) {
        Filters filters = call.filters().only("dangling", "driver", "id", "label", "name", "scope", "type");
        return swarm.cluster().thenCombine(swarm.services(), (cluster, services) -> {
            List<GoObject> found = NetworkObject.all(cluster).stream()
                    .filter(network -> isWanted(network, filters, services))
                    .map(NetworkObject::json)
                    .toList();
            return DockerAnswers.ok(found);
        });
    }

    private static boolean isWanted(NetworkObject network, Filters filters, List<ServiceState> services) {
        boolean isDangling = !network.isPredefined() && user(network, services).isEmpty();
        return filters.isExactly("driver", network.network().driver())
                && filters.isPrefix("id", network.id())
                && filters.areLabels("label", network.network().labels())
                && filters.any("name", wanted -> network.name().contains(wanted))
                && filters.isExactly("scope", network.scope())
                && filters.any("type", wanted -> wanted.equals(network.isPredefined() ? "builtin" : "custom"))
                && filters.any("dangling", wanted -> isDangling == !wanted.matches("0|false"));
    }

    private CompletionStage<HttpResponse> get(DockerCall call) {
        return swarm.cluster().thenApply(cluster -> {
            NetworkObject found = find(cluster, call.path(KIND));
            boolean isTwin =
                    call.query("scope").equals("swarm") && found.scope().equals("local");
            GoObject json = (isTwin ? found.inSwarm() : found).json();
            return DockerAnswers.ok(call.flag("verbose") ? json.putIfAny("Services", Map.of()) : json);
        });
    }

    /** The network that {@code wanted} means: an id, a name, or the beginning of an id. */
    static NetworkObject find(ClusterState cluster, String wanted) {
        List<NetworkObject> all = new ArrayList<>(NetworkObject.all(cluster));
        NetworkObject.all(cluster).stream()
                .filter(network -> network.scope().equals("local"))
                .map(NetworkObject::inSwarm)
                .filter(twin -> twin.id().equals(wanted))
                .forEach(all::add);
        return SwarmIds.find(KIND, wanted, all, NetworkObject::id, NetworkObject::name);
    }

    private CompletionStage<HttpResponse> create(DockerCall call) {
        Network network = network(call.json());
        return swarm.cluster()
                .thenCompose(cluster -> {
                    boolean isTaken = NetworkObject.all(cluster).stream()
                            .anyMatch(present -> present.name().equals(network.name()));
                    if (isTaken) {
                        throw new DockerError(409, "network with name %s already exists".formatted(network.name()));
                    }
                    return swarm.run(CLUSTER, new ClusterCommand.CreateNetwork(network), call, ClusterState.class);
                })
                .thenApply(_ ->
                        DockerAnswers.json(201, GoObject.of("Id", network.id()).put("Warning", "")));
    }

    private Network network(JsonNode body) {
        String name = body.path("Name").asText();
        String driver = body.path("Driver").asText();
        if (!NAME.matcher(name).matches()) {
            throw DockerError.swarm(GrpcCode.INVALID_ARGUMENT, "name must be valid as a DNS name component");
        }
        if (body.path("Ingress").asBoolean()) {
            throw DockerError.unserved("Berth has one ingress network, which it looks after itself");
        }
        if (!driver.equals(NetworkObject.OVERLAY)) {
            throw DockerError.unserved("Berth makes no %s networks: use -d overlay, which services name with --network"
                    .formatted(driver.isEmpty() ? "bridge" : driver));
        }
        List<Network.Pool> pools = new ArrayList<>();
        body.path("IPAM")
                .path("Config")
                .forEach(pool -> pools.add(new Network.Pool(
                        pool.path("Subnet").asText(),
                        pool.path("Gateway").asText(),
                        pool.path("IPRange").asText())));
        return new Network(
                ids.get(),
                name,
                driver,
                texts(body.path("Options")),
                texts(body.path("Labels")),
                pools.stream().filter(pool -> !pool.subnet().isEmpty()).toList(),
                body.path("Internal").asBoolean(),
                body.path("Attachable").asBoolean(),
                body.path("EnableIPv6").asBoolean(),
                0,
                Instant.EPOCH);
    }

    private static Map<String, String> texts(JsonNode json) {
        Map<String, String> texts = new HashMap<>();
        json.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    private CompletionStage<HttpResponse> remove(DockerCall call) {
        return swarm.cluster()
                .thenCombine(swarm.services(), (cluster, services) -> {
                    NetworkObject network = find(cluster, call.path(KIND));
                    refuseIfNeeded(network, services);
                    return network.id();
                })
                .thenCompose(id -> swarm.run(CLUSTER, new ClusterCommand.RemoveNetwork(id), call, ClusterState.class))
                .thenApply(_ -> DockerAnswers.empty(204));
    }

    private static void refuseIfNeeded(NetworkObject network, List<ServiceState> services) {
        if (network.isPredefined()) {
            throw new DockerError(403, "%s is a pre-defined network and cannot be removed".formatted(network.name()));
        }
        user(network, services).ifPresent(user -> {
            throw DockerError.swarm(
                    GrpcCode.FAILED_PRECONDITION,
                    "network %s is in use by service %s".formatted(network.id(), Swarm.id(user)));
        });
    }

    /** A service that names the network. */
    private static Optional<ServiceState> user(NetworkObject network, List<ServiceState> services) {
        return services.stream()
                .filter(service -> service.spec().template().networks().stream()
                        .anyMatch(named -> named.equals(network.name()) || named.equals(network.id())))
                .findFirst();
    }

    private CompletionStage<HttpResponse> prune(DockerCall call) {
        Filters filters = call.filters().only("label", "label!", "until");
        return swarm.cluster()
                .thenCombine(
                        swarm.services(),
                        (cluster, services) -> NetworkObject.all(cluster).stream()
                                .filter(network -> !network.isPredefined()
                                        && user(network, services).isEmpty()
                                        && filters.areLabels(
                                                "label", network.network().labels()))
                                .toList())
                .thenCompose(unused -> {
                    CompletionStage<?> done = CompletableFuture.completedFuture("");
                    for (NetworkObject network : unused) {
                        done = done.thenCompose(_ -> swarm.run(
                                CLUSTER, new ClusterCommand.RemoveNetwork(network.id()), call, ClusterState.class));
                    }
                    return done.thenApply(_ -> DockerAnswers.ok(GoObject.of(
                            "NetworksDeleted",
                            unused.stream().map(NetworkObject::name).toList())));
                });
    }
}
