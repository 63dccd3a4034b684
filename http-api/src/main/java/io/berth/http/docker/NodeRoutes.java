package io.berth.http.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.domain.cluster.ClusterState;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.entity.EntityRef.Kind;
import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.node.NodeState;
import io.berth.domain.trust.Trust;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /nodes}.
 *
 * @param swarm what is asked
 */
record NodeRoutes(Swarm swarm) {
    private static final String MANAGER = "manager";

    List<DockerRoute> routes() {
        return List.of(
                DockerRoute.get("/nodes", this::list),
                DockerRoute.get("/nodes/{node}", this::get),
                DockerRoute.post("/nodes/{node}/update", this::update),
                DockerRoute.delete("/nodes/{node}", this::remove));
    }

    private CompletionStage<HttpResponse> list(DockerCall call) {
        Filters filters = call.filters().only("id", "label", "membership", "name", "node.label", "role");
        return nodes().thenCombine(
                        cluster(),
                        (nodes, cluster) -> DockerAnswers.ok(nodes.stream()
                                .filter(node -> isWanted(node, filters))
                                .map(node -> json(node, nodes, cluster))
                                .toList()));
    }

    private static boolean isWanted(NodeState node, Filters filters) {
        return filters.isPrefix("id", NodeObject.id(node))
                && filters.isPrefix("name", NodeObject.hostname(node))
                && filters.areLabels("label", node.info().orElseThrow().engineLabels())
                && filters.areLabels("node.label", node.labels())
                && filters.isExactly("role", NodeObject.role(node))
                && filters.isExactly("membership", "accepted");
    }

    private CompletionStage<HttpResponse> get(DockerCall call) {
        return nodes().thenCombine(
                        cluster(), (nodes, cluster) -> DockerAnswers.ok(json(find(call, nodes), nodes, cluster)));
    }

    private CompletionStage<NodeObject.OfCluster> cluster() {
        int linkPort = swarm.control().here().linkPort();
        // Nodes are listed also while the one cluster entity is on its way to another member.
        return swarm.cluster()
                .thenApply(ClusterState::trust)
                .exceptionally(_ -> Trust.NONE)
                .thenApply(trust -> new NodeObject.OfCluster(TlsInfo.of(trust), linkPort));
    }

    private static GoObject json(NodeState node, List<NodeState> nodes, NodeObject.OfCluster cluster) {
        Optional<NodeState> leader = nodes.stream()
                .filter(each -> NodeObject.role(each).equals(MANAGER) && each.liveness() == Liveness.READY)
                .findFirst();
        return new NodeObject(node, leader.filter(node::equals).isPresent(), cluster).json();
    }

    private CompletionStage<List<NodeState>> nodes() {
        return swarm.list(Kind.NODE, NodeState.class)
                .thenApply(all -> all.stream().map(Swarm.Found::state).toList());
    }

    private static NodeState find(DockerCall call, List<NodeState> nodes) {
        return SwarmIds.find("node", call.path("node"), nodes, NodeObject::id, NodeObject::hostname);
    }

    private CompletionStage<HttpResponse> update(DockerCall call) {
        long seen = call.index("node");
        JsonNode body = call.json();
        return nodes().thenCompose(nodes -> {
                    NodeState node = find(call, nodes);
                    Availability availability =
                            availability(body.path("Availability").asText());
                    refuseOtherRole(node, body.path("Role").asText(), nodes);
                    var command = new NodeCommand.Update(
                            Optional.of(labels(body)), Optional.of(availability), OptionalLong.of(seen - 1));
                    return swarm.run(node.id().ref(), command, call, NodeState.class);
                })
                .thenApply(_ -> DockerAnswers.empty(200));
    }

    private static Availability availability(String word) {
        return Arrays.stream(Availability.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new DockerError(400, "invalid Availability: \"%s\"".formatted(word)));
    }

    /** Whether a machine is a member is decided where the program is started. */
    private static void refuseOtherRole(NodeState node, String role, List<NodeState> nodes) {
        if (!role.equals(MANAGER) && !role.equals("worker")) {
            throw new DockerError(400, "invalid Role: \"%s\"".formatted(role));
        }
        if (role.equals(NodeObject.role(node))) {
            return;
        }
        long managers = nodes.stream()
                .filter(each -> NodeObject.role(each).equals(MANAGER))
                .count();
        if (role.equals("worker") && managers == 1) {
            throw DockerError.swarm(GrpcCode.FAILED_PRECONDITION, "attempting to demote the last manager of the swarm");
        }
        throw DockerError.unserved(
                role.equals(MANAGER)
                        ? "Berth promotes no running node: start \"berth server\" on that machine to make it a member"
                        : "Berth demotes no running member: stop \"berth server\" on that machine and start \"berth"
                                + " agent\"");
    }

    private static Map<String, String> labels(JsonNode body) {
        Map<String, String> labels = new HashMap<>();
        body.path("Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    private CompletionStage<HttpResponse> remove(DockerCall call) {
        return nodes().thenCompose(nodes -> {
                    NodeState node = find(call, nodes);
                    refuseIfNeeded(node, call.flag("force"));
                    return swarm.run(
                            node.id().ref(), new NodeCommand.Remove(call.flag("force")), call, NodeState.class);
                })
                .thenApply(_ -> DockerAnswers.empty(200));
    }

    private static void refuseIfNeeded(NodeState node, boolean isForced) {
        boolean isUp = node.liveness() != Liveness.DOWN;
        if (NodeObject.role(node).equals(MANAGER) && isUp) {
            throw DockerError.swarm(
                    GrpcCode.FAILED_PRECONDITION,
                    "node %s is a cluster manager and is a member of the raft cluster. It must be demoted to worker before removal"
                            .formatted(NodeObject.id(node)));
        }
        if (isUp && !isForced) {
            throw DockerError.swarm(
                    GrpcCode.FAILED_PRECONDITION,
                    "node %s is not down and can't be removed".formatted(NodeObject.id(node)));
        }
    }
}
