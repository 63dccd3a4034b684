package io.berth.http.docker;

import io.berth.domain.fleet.NodeView;
import io.berth.domain.service.ServiceState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.util.ByteString;

/**
 * {@code /tasks}.
 *
 * @param swarm where their services are
 * @param book what their specs refer to
 * @param rendered what was written of tasks before
 */
record TaskRoutes(Swarm swarm, ReferenceBook book, Rendered rendered) {
    /** Filters that leave out some tasks of a service and not others. */
    private static final List<String> OF_SINGLE_TASKS =
            List.of("id", "name", "node", "desired-state", "runtime", "_up-to-date");

    List<DockerRoute> routes() {
        return List.of(DockerRoute.get("/tasks", this::list), DockerRoute.get("/tasks/{id}", this::inspect));
    }

    private CompletionStage<HttpResponse> list(DockerCall call) {
        Filters filters = call.filters()
                .only("id", "name", "label", "service", "node", "desired-state", "runtime", "_up-to-date");
        filters.all("desired-state").stream()
                .filter(word -> !ListedTask.isState(word))
                .findFirst()
                .ifPresent(word -> {
                    throw new DockerError(500, "Invalid desired-state filter: '%s'".formatted(word));
                });
        return swarm.everyService().thenCompose(services -> {
            Set<String> serviceIds = serviceIds(filters, services);
            Set<String> nodeIds = nodeIds(filters);
            List<ServiceState> wanted = services.stream()
                    .filter(service -> serviceIds.isEmpty() || serviceIds.contains(Swarm.id(service)))
                    .filter(service -> filters.areLabels("label", service.spec().labels()))
                    .toList();
            return book.of(wanted).thenApply(references -> {
                TaskJson json = new TaskJson(references);
                return DockerAnswers.list(wanted.stream()
                        .map(service -> json(service, json, filters, nodeIds))
                        .filter(tasks -> !tasks.isEmpty())
                        .toList());
            });
        });
    }

    /** The wanted tasks of a service, with commas between. */
    private ByteString json(ServiceState service, TaskJson json, Filters filters, Set<String> nodeIds) {
        if (OF_SINGLE_TASKS.stream().noneMatch(filters::has) && ReferenceBook.isFormed(service)) {
            return rendered.of("tasks", service, () -> json.of(ListedTask.of(service)));
        }
        return json.of(ListedTask.of(service).stream()
                .filter(task -> nodeIds.isEmpty()
                        || task.node().filter(nodeIds::contains).isPresent())
                .filter(task -> isWanted(task, filters))
                .toList());
    }

    private static boolean isWanted(ListedTask task, Filters filters) {
        return filters.isPrefix("id", task.id())
                && filters.isPrefix("name", task.name())
                && filters.any("desired-state", word -> word.equalsIgnoreCase(task.desired()))
                && filters.isExactly("runtime", "container")
                && filters.any("_up-to-date", word -> Boolean.parseBoolean(word) == isUpToDate(task));
    }

    /** Whether the task runs what the present spec says; the progress of an update waits for that. */
    private static boolean isUpToDate(ListedTask task) {
        return task.service().isCurrent(task.revision());
    }

    private static Set<String> serviceIds(Filters filters, List<ServiceState> services) {
        Set<String> ids = new HashSet<>();
        List<ServiceState> present =
                services.stream().filter(service -> !service.isRemoving()).toList();
        for (String wanted : filters.all("service")) {
            ids.add(Swarm.id(SwarmIds.find(
                    "service",
                    wanted,
                    present,
                    Swarm::id,
                    service -> service.id().name())));
        }
        return ids;
    }

    private Set<String> nodeIds(Filters filters) {
        Set<String> ids = new HashSet<>();
        List<NodeView> nodes = List.copyOf(swarm.control().fleet().nodes());
        for (String wanted : filters.all("node")) {
            ids.add(id(SwarmIds.find(
                    "node", wanted, nodes, TaskRoutes::id, node -> node.info().hostname())));
        }
        return ids;
    }

    private static String id(NodeView node) {
        return SwarmIds.of(node.id().value());
    }

    private CompletionStage<HttpResponse> inspect(DockerCall call) {
        return find(swarm, call.path("id"))
                .thenCompose(task -> book.of(List.of(task.service()))
                        .thenApply(references -> DockerAnswers.ok(new TaskJson(references).of(task))));
    }

    /** The task that {@code wanted} means, also one of a service that is being removed. */
    static CompletionStage<ListedTask> find(Swarm swarm, String wanted) {
        return swarm.everyService().thenApply(services -> {
            List<ListedTask> tasks = services.stream()
                    .flatMap(service -> ListedTask.of(service).stream())
                    .toList();
            return SwarmIds.find("task", wanted, tasks, ListedTask::id, ListedTask::name);
        });
    }
}
