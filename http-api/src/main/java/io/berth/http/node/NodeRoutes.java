package io.berth.http.node;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.node.NodeState;
import io.berth.domain.spec.Violation;
import io.berth.http.json.Fields;
import io.berth.http.problem.Refusal;
import io.berth.http.route.Answers;
import io.berth.http.route.Call;
import io.berth.http.route.Commands;
import io.berth.http.route.Endpoint;
import io.berth.http.route.ItemList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /nodes}. A node is named by its id, or by its hostname if only one node has it.
 *
 * @param commands asks entities
 */
public record NodeRoutes(Commands commands) {
    /**
     * Body of a PATCH, a JSON merge patch: what is left out stays as it is.
     *
     * @param labels values to set; null removes a label
     * @param availability {@code active}, {@code pause} or {@code drain}
     */
    public record NodePatch(
            @JsonSetter(contentNulls = Nulls.SET) Map<String, Optional<String>> labels,
            Optional<String> availability) {}

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/nodes", "Nodes, by id", NodeAnswer.class, this::list),
                Endpoint.get("/nodes/{node}", "One node", NodeAnswer.class, this::get),
                Endpoint.patch("/nodes/{node}", "Change labels or availability", NodeAnswer.class, this::update)
                        .body(NodePatch.class),
                Endpoint.delete("/nodes/{node}", "Remove a node that is down", NodeAnswer.class, this::remove)
                        .query("force"));
    }

    private CompletionStage<HttpResponse> list(Call call) {
        return commands.list(EntityRef.Kind.NODE, NodeState.class).thenApply(all -> {
            List<NodeAnswer> items = all.states().stream().map(NodeAnswer::of).toList();
            return Answers.ok(new ItemList<>(items, all.position(), all.missing()));
        });
    }

    private CompletionStage<HttpResponse> get(Call call) {
        return find(call).thenApply(state -> Answers.ok(NodeAnswer.of(state)));
    }

    private CompletionStage<HttpResponse> update(Call call) {
        NodePatch patch = call.json(NodePatch.class);
        Fields fields = new Fields();
        Availability availability =
                fields.word("availability", patch.availability(), Availability.class, Availability.ACTIVE);
        patch.labels().keySet().stream()
                .filter(key -> key.isBlank() || key.indexOf('=') >= 0)
                .forEach(key -> fields.refuse("labels", key, "must have keys that are not empty and have no ="));
        List<Violation> violations = fields.violations();
        if (!violations.isEmpty()) {
            throw Refusal.invalid("node " + call.path("node"), violations);
        }
        var command = new NodeCommand.Patch(
                set(patch.labels()),
                removed(patch.labels()),
                patch.availability().map(_ -> availability));
        return find(call)
                .thenCompose(state -> commands.run(state.id().ref(), command, call, NodeState.class))
                .thenApply(found -> Answers.ok(NodeAnswer.of(found.state())));
    }

    private CompletionStage<HttpResponse> remove(Call call) {
        boolean isForced = call.flag("force", false);
        return find(call)
                .thenCompose(state ->
                        commands.run(state.id().ref(), new NodeCommand.Remove(isForced), call, NodeState.class))
                .thenApply(_ -> HttpResponse.create().withStatus(204));
    }

    private static Map<String, String> set(Map<String, Optional<String>> patch) {
        Map<String, String> labels = new HashMap<>();
        patch.forEach((key, value) -> value.ifPresent(given -> labels.put(key, given)));
        return labels;
    }

    private static Set<String> removed(Map<String, Optional<String>> patch) {
        return patch.entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private CompletionStage<NodeState> find(Call call) {
        String name = call.path("node");
        List<NodeId> ids = commands.control().fleet().nodes().stream()
                .filter(view -> view.info().hostname().equals(name))
                .map(view -> view.id())
                .toList();
        boolean isHostname = ids.size() == 1
                && commands.control().fleet().node(new NodeId(name)).isEmpty();
        NodeId id = isHostname ? ids.getFirst() : new NodeId(name);
        return commands.control()
                .get(id.ref())
                .thenApply(found -> found.filter(entry -> entry.state().exists())
                        .map(entry -> (NodeState) entry.state())
                        .orElseThrow(() -> Refusal.notFound(
                                ids.size() > 1
                                        ? "%d nodes have the hostname %s: use an id, such as %s"
                                                .formatted(ids.size(), name, ids.getFirst())
                                        : "there is no node " + name)));
    }
}
