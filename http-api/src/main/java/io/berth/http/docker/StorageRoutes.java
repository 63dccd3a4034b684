package io.berth.http.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.berth.domain.agent.EngineCall;
import io.berth.domain.agent.EngineRequest;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.fleet.NodeView;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /volumes}, {@code /images} and {@code /system/df}: what the engines of all nodes have, to be read only.
 *
 * @param swarm what is asked
 * @param passage leads to the engines
 * @param clock tells how long things run
 */
record StorageRoutes(Swarm swarm, EnginePassage passage, InstantSource clock) {
    private static final String VOLUMES = "Volumes";
    private static final int OK = 200;

    List<DockerRoute> routes() {
        return List.of(
                DockerRoute.get("/volumes", this::volumes),
                DockerRoute.get("/volumes/{volume}", this::volume),
                DockerRoute.get("/images/json", this::images),
                DockerRoute.get("/images/{image...}/json", StorageRoutes::noImage),
                DockerRoute.get("/plugins/{plugin...}/json", StorageRoutes::noPlugin),
                DockerRoute.get("/system/df", this::usage));
    }

    /** The answers of all engines that answer. */
    private CompletionStage<List<JsonNode>> ask(EngineCall asked, String query, DockerCall call) {
        CompletionStage<List<JsonNode>> all = CompletableFuture.completedStage(List.of());
        for (NodeView node : swarm.control().fleet().nodes()) {
            boolean hasEngine = !node.info().engineVersion().isEmpty() && node.liveness() == Liveness.READY;
            if (hasEngine) {
                CompletionStage<List<JsonNode>> one = passage.read(node.id(), EngineRequest.ofNode(asked, query), call)
                        .thenApply(answer -> answer.status() == OK ? List.of(answer.orRefused()) : List.<JsonNode>of())
                        .exceptionally(_ -> List.of());
                all = all.thenCombine(one, (some, more) -> {
                    List<JsonNode> both = new ArrayList<>(some);
                    both.addAll(more);
                    return both;
                });
            }
        }
        return all;
    }

    private CompletionStage<HttpResponse> volumes(DockerCall call) {
        return ask(EngineCall.VOLUMES, ContainerRoutes.query(call), call)
                .thenApply(answers -> DockerAnswers.ok(
                        GoObject.of(VOLUMES, joined(answers, VOLUMES)).putNull("Warnings")));
    }

    private CompletionStage<HttpResponse> volume(DockerCall call) {
        String name = call.path("volume");
        return ask(EngineCall.VOLUMES, "", call).thenApply(answers -> {
            for (JsonNode volume : joined(answers, VOLUMES)) {
                if (volume.path("Name").asText().equals(name)) {
                    return DockerAnswers.ok(volume);
                }
            }
            throw new DockerError(404, "get %s: no such volume".formatted(name));
        });
    }

    private CompletionStage<HttpResponse> images(DockerCall call) {
        return ask(EngineCall.IMAGES, ContainerRoutes.query(call), call).thenApply(answers -> {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            answers.forEach(answer -> answer.forEach(all::add));
            return DockerAnswers.ok(all);
        });
    }

    /** {@code docker inspect} asks for an image before it asks for a service, and goes on only if there is none. */
    private static CompletionStage<HttpResponse> noImage(DockerCall call) {
        throw new DockerError(404, "No such image: " + call.path("image"));
    }

    private static CompletionStage<HttpResponse> noPlugin(DockerCall call) {
        throw new DockerError(404, "plugin \"%s\" not found".formatted(call.path("plugin")));
    }

    private CompletionStage<HttpResponse> usage(DockerCall call) {
        Instant now = clock.instant();
        return ask(EngineCall.DISK_USAGE, ContainerRoutes.query(call), call)
                .thenCombine(swarm.everyService(), (answers, services) -> {
                    long layers = answers.stream()
                            .mapToLong(answer -> answer.path("LayersSize").asLong())
                            .sum();
                    return DockerAnswers.ok(GoObject.of("LayersSize", layers)
                            .put("Images", joined(answers, "Images"))
                            .put(
                                    "Containers",
                                    TaskContainer.all(services).stream()
                                            .map(container ->
                                                    container.json(now).put("SizeRw", 0))
                                            .toList())
                            .put(VOLUMES, joined(answers, VOLUMES))
                            .put("BuildCache", List.of()));
                });
    }

    private static ArrayNode joined(List<JsonNode> answers, String field) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        answers.forEach(answer -> answer.path(field).forEach(all::add));
        return all;
    }
}
