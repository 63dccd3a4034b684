package io.berth.http.docker;

import io.berth.domain.agent.EngineCall;
import io.berth.domain.agent.EngineRequest;
import io.berth.domain.fleet.NodeId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * {@code /containers}: those of tasks, on all nodes. The list is of what the services know; whatever is about one container
 * is answered by the engine of its node.
 *
 * @param swarm what is asked
 * @param passage leads to the engines
 * @param clock tells how long things run
 */
record ContainerRoutes(Swarm swarm, EnginePassage passage, InstantSource clock) {
    private static final String ONE = "/containers/{container}";
    /** Frames of standard output and standard error. */
    static final String MULTIPLEXED = "application/vnd.docker.multiplexed-stream";
    /** A terminal's bytes. */
    static final String RAW = "application/vnd.docker.raw-stream";

    List<DockerRoute> routes() {
        return List.of(
                DockerRoute.get("/containers/json", this::list),
                DockerRoute.get(ONE + "/json", this::inspect),
                DockerRoute.get(ONE + "/logs", call -> stream(call, EngineCall.LOGS)),
                DockerRoute.get(ONE + "/stats", call -> plain(call, EngineCall.STATS)),
                DockerRoute.get(ONE + "/top", call -> plain(call, EngineCall.TOP)),
                DockerRoute.get(ONE + "/changes", call -> plain(call, EngineCall.CHANGES)),
                DockerRoute.of("HEAD", ONE + "/archive", call -> plain(call, EngineCall.DESCRIBE_PATH)),
                DockerRoute.get(ONE + "/archive", call -> plain(call, EngineCall.READ_ARCHIVE)),
                DockerRoute.of("PUT", ONE + "/archive", this::writeArchive).streamed(),
                DockerRoute.post(ONE + "/kill", call -> plain(call, EngineCall.KILL)),
                DockerRoute.post(ONE + "/stop", call -> plain(call, EngineCall.STOP)),
                DockerRoute.post(ONE + "/pause", call -> plain(call, EngineCall.PAUSE)),
                DockerRoute.post(ONE + "/unpause", call -> plain(call, EngineCall.UNPAUSE)),
                DockerRoute.post(ONE + "/wait", call -> plain(call, EngineCall.WAIT)),
                DockerRoute.post(ONE + "/resize", call -> plain(call, EngineCall.RESIZE)),
                DockerRoute.post(ONE + "/attach", this::attach),
                DockerRoute.post(ONE + "/exec", this::createExec));
    }

    private CompletionStage<HttpResponse> list(DockerCall call) {
        Filters filters = call.filters();
        boolean isAll = call.flag("all") || filters.has("status") || filters.has("exited") || call.flag("limit");
        long limit = call.flag("limit") ? Long.parseLong(call.query("limit")) : Long.MAX_VALUE;
        Instant now = clock.instant();
        return containers()
                .thenApply(all -> DockerAnswers.ok(all.stream()
                        .filter(container -> (isAll || container.status().running()) && isWanted(container, filters))
                        .sorted(Comparator.comparing((TaskContainer container) ->
                                        container.task().createdAt())
                                .reversed())
                        .limit(limit < 0 ? Long.MAX_VALUE : limit)
                        .map(container -> container.json(now))
                        .toList()));
    }

    private static boolean isWanted(TaskContainer container, Filters filters) {
        filters.only("ancestor", "exited", "health", "id", "is-task", "label", "name", "network", "service", "status");
        return filters.isPrefix("id", container.id())
                && filters.any("name", wanted -> container.name().contains(wanted))
                && filters.areLabels("label", container.labels())
                && filters.isExactly("status", container.state())
                && filters.isExactly("service", container.service().id().name())
                && filters.isExactly("ancestor", container.container().image())
                && filters.any("is-task", wanted -> wanted.matches("true|1"))
                && filters.any(
                        "exited",
                        wanted -> container.status().exitCode().isPresent()
                                && wanted.equals(Integer.toString(
                                        container.status().exitCode().getAsInt())))
                && filters.isExactly("health", container.health().isEmpty() ? "none" : container.health())
                && filters.any(
                        "network",
                        wanted ->
                                container.service().spec().template().networks().contains(wanted));
    }

    private CompletionStage<List<TaskContainer>> containers() {
        return swarm.everyService().thenApply(TaskContainer::all);
    }

    private CompletionStage<TaskContainer> find(DockerCall call) {
        return containers().thenApply(all -> TaskContainer.find(call.path("container"), all));
    }

    private CompletionStage<HttpResponse> inspect(DockerCall call) {
        return find(call)
                .thenCompose(container -> passage.read(
                                node(container), request(EngineCall.INSPECT, container, call), call)
                        .thenApply(answer -> ContainerJson.of(container, answer.orRefused(), call.path("container"))));
    }

    private CompletionStage<HttpResponse> plain(DockerCall call, EngineCall asked) {
        return find(call)
                .thenCompose(container -> passage.pass(node(container), request(asked, container, call), call));
    }

    private CompletionStage<HttpResponse> stream(DockerCall call, EngineCall asked) {
        return find(call)
                .thenCompose(container -> passage.pass(
                        node(container), request(asked, container, call), Source.empty(), streamType(container), call));
    }

    private CompletionStage<HttpResponse> writeArchive(DockerCall call) {
        Source<ByteString, NotUsed> archive = call.request()
                .entity()
                .withoutSizeLimit()
                .getDataBytes()
                .mapMaterializedValue(_ -> NotUsed.getInstance());
        return find(call)
                .whenComplete((_, fault) -> {
                    if (fault != null) {
                        call.request().discardEntityBytes(call.materializer());
                    }
                })
                .thenCompose(container -> passage.pass(
                        node(container), request(EngineCall.WRITE_ARCHIVE, container, call), archive, "", call));
    }

    private CompletionStage<HttpResponse> attach(DockerCall call) {
        return find(call)
                .thenCompose(container -> passage.upgrade(
                        node(container), request(EngineCall.ATTACH, container, call), streamType(container), call));
    }

    /** The id that the client gets says whose program it is, so that every member can find it again. */
    private CompletionStage<HttpResponse> createExec(DockerCall call) {
        return find(call)
                .thenCompose(container -> passage.read(
                                node(container), request(EngineCall.CREATE_EXEC, container, call), call)
                        .thenApply(answer -> ExecId.created(container.task().id(), answer.orRefused())));
    }

    private static String streamType(TaskContainer container) {
        return container.container().sandbox().tty() ? RAW : MULTIPLEXED;
    }

    private static NodeId node(TaskContainer container) {
        return container.task().node();
    }

    private static EngineRequest request(EngineCall asked, TaskContainer container, DockerCall call) {
        return EngineRequest.ofContainer(
                asked,
                container.task().id(),
                container.id(),
                query(call),
                call.body().utf8String());
    }

    /** The query as the client has written it. */
    static String query(DockerCall call) {
        return call.request().getUri().rawQueryString().orElse("");
    }
}
