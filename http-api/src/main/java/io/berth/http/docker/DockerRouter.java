package io.berth.http.docker;

import static org.apache.pekko.http.javadsl.server.Directives.extractMaterializer;
import static org.apache.pekko.http.javadsl.server.Directives.handle;

import io.berth.http.problem.Refusal;
import io.berth.http.route.Origins;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route of a request, with or without a version in its path, and turns what goes wrong into Docker's errors. */
final class DockerRouter {
    /** A secret of the largest size in base64 fits, and a spec with many of them. */
    private static final long MOST_BODY_BYTES = 4L * 1024 * 1024;

    private static final long BODY_TIMEOUT_MILLIS = 30_000;
    private static final Logger LOG = LoggerFactory.getLogger(DockerRouter.class);

    private final List<DockerRoute> routes;
    private final Supplier<String> ids;

    DockerRouter(List<DockerRoute> routes, Supplier<String> ids) {
        this.routes = List.copyOf(routes);
        this.ids = ids;
    }

    Route route() {
        return extractMaterializer(materializer -> handle(request -> guarded(request, materializer)
                .thenApply(answer -> answer.addHeader(RawHeader.create("Api-Version", ApiVersion.MOST.toString())))));
    }

    private CompletionStage<HttpResponse> guarded(HttpRequest request, Materializer materializer) {
        String id = ids.get();
        CompletionStage<HttpResponse> answer;
        try {
            answer = answer(request, id, materializer);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        return answer.exceptionally(fault -> error(request, id, cause(fault)));
    }

    private CompletionStage<HttpResponse> answer(HttpRequest request, String id, Materializer materializer) {
        Origins.refuseOthers(request);
        List<String> steps = new ArrayList<>();
        request.getUri().pathSegments().forEach(steps::add);
        Optional<ApiVersion> given = steps.isEmpty() ? Optional.empty() : ApiVersion.ofStep(steps.getFirst());
        ApiVersion version = given.map(ApiVersion::orRefused).orElse(ApiVersion.MOST);
        List<String> path = given.isPresent() ? steps.subList(1, steps.size()) : steps;
        DockerRoute route = find(request.method().name(), path).orElseThrow(() -> Unserved.error(path));
        Map<String, String> values = route.match(path).orElse(Map.of());
        Map<String, String> query = request.getUri().query().toMap();
        if (route.isStreamed()) {
            return route.handler()
                    .handle(new DockerCall(
                            id, version, request, values, query, ByteString.emptyByteString(), materializer));
        }
        return request.entity()
                .withSizeLimit(MOST_BODY_BYTES)
                .toStrict(BODY_TIMEOUT_MILLIS, materializer)
                .thenCompose(body -> route.handler()
                        .handle(new DockerCall(id, version, request, values, query, body.getData(), materializer)));
    }

    private Optional<DockerRoute> find(String method, List<String> path) {
        return routes.stream()
                .filter(route ->
                        route.method().equals(method) && route.match(path).isPresent())
                .max(Comparator.comparingLong(DockerRoute::fixedSteps));
    }

    private static HttpResponse error(HttpRequest request, String id, Throwable fault) {
        return switch (fault) {
            case DockerError error -> DockerAnswers.error(error.status(), error.text());
            case Refusal refusal -> {
                DockerError error = Wording.of(refusal.problem());
                yield DockerAnswers.error(error.status(), error.text());
            }
            default -> {
                LOG.atError()
                        .setCause(fault)
                        .addKeyValue("request", id)
                        .addKeyValue("method", request.method().name())
                        .addKeyValue("path", request.getUri().getPathString())
                        .log("request failed");
                yield DockerAnswers.error(
                        500,
                        "an unexpected fault, logged under %s; whether the request took effect is not known"
                                .formatted(id));
            }
        };
    }

    private static Throwable cause(Throwable fault) {
        Throwable cause = fault;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
