package io.berth.http.docker;

import io.berth.domain.agent.EngineCall;
import io.berth.domain.agent.EngineRequest;
import io.berth.domain.fleet.NodeId;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /exec}: programs that people start in containers of tasks.
 *
 * @param swarm what is asked
 * @param passage leads to the engines
 */
record ExecRoutes(Swarm swarm, EnginePassage passage) {
    List<DockerRoute> routes() {
        return List.of(
                DockerRoute.post("/exec/{exec}/start", this::start),
                DockerRoute.post("/exec/{exec}/resize", call -> plain(call, EngineCall.RESIZE_EXEC)),
                DockerRoute.get("/exec/{exec}/json", call -> plain(call, EngineCall.INSPECT_EXEC)));
    }

    private CompletionStage<HttpResponse> start(DockerCall call) {
        String type = call.json().path("Tty").asBoolean() ? ContainerRoutes.RAW : ContainerRoutes.MULTIPLEXED;
        ExecId id = ExecId.parse(call.path("exec"));
        return node(id).thenCompose(
                        node -> passage.upgrade(node, request(EngineCall.START_EXEC, id, call), type, call));
    }

    private CompletionStage<HttpResponse> plain(DockerCall call, EngineCall asked) {
        ExecId id = ExecId.parse(call.path("exec"));
        return node(id).thenCompose(node -> passage.pass(node, request(asked, id, call), call));
    }

    private CompletionStage<NodeId> node(ExecId id) {
        return swarm.everyService()
                .thenApply(services -> services.stream()
                        .flatMap(service -> service.tasks().values().stream())
                        .filter(task -> task.id().equals(id.task()))
                        .findFirst()
                        .orElseThrow(() -> new DockerError(404, "No such exec instance: " + id))
                        .node());
    }

    private static EngineRequest request(EngineCall asked, ExecId id, DockerCall call) {
        return EngineRequest.ofExec(
                asked,
                id.task(),
                id.exec(),
                ContainerRoutes.query(call),
                call.body().utf8String());
    }
}
