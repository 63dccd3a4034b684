package io.berth.http.route;

import static org.apache.pekko.http.javadsl.server.Directives.extractMaterializer;
import static org.apache.pekko.http.javadsl.server.Directives.handle;

import io.berth.http.problem.ProblemCode;
import io.berth.http.problem.Refusal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.Materializer;

/** Finds the endpoint of a request, reads the body, and turns every refusal and fault into a problem. */
public final class Router {
    /** Of every path. */
    public static final String PREFIX = "/berth/v1";

    /** A compose file with its secrets fits; anything larger is a mistake. */
    public static final long MOST_BODY_BYTES = 4L * 1024 * 1024;

    private static final long BODY_TIMEOUT_MILLIS = 30_000;

    private final List<Endpoint> endpoints;
    private final Supplier<String> ids;

    /**
     * @param endpoints all that there are
     * @param ids makes a new id for each request
     */
    public Router(List<Endpoint> endpoints, Supplier<String> ids) {
        this.endpoints = List.copyOf(endpoints);
        this.ids = ids;
    }

    /** Answers every request, with a problem if need be. */
    public Route route() {
        return extractMaterializer(materializer -> handle(request -> answer(request, materializer)));
    }

    private CompletionStage<HttpResponse> answer(HttpRequest request, Materializer materializer) {
        String id = ids.get();
        return Faults.guard(request, id, () -> {
            Origins.refuseOthers(request);
            String path = request.getUri().getPathString();
            List<Endpoint> there = path.startsWith(PREFIX + "/") ? at(segments(request)) : List.of();
            if (there.isEmpty()) {
                throw Refusal.notFound("there is nothing at %s: see %s/openapi.json".formatted(path, PREFIX));
            }
            Optional<Endpoint> endpoint = there.stream()
                    .filter(each -> each.method().equals(request.method().name()))
                    .findFirst();
            return endpoint.isPresent()
                    ? call(endpoint.get(), request, id, materializer)
                    : Answers.now(methodNotAllowed(request, id, there));
        });
    }

    private List<Endpoint> at(List<String> segments) {
        List<Endpoint> matching = endpoints.stream()
                .filter(endpoint -> endpoint.match(segments).isPresent())
                .sorted(Comparator.comparingLong(Endpoint::fixedSteps).reversed())
                .toList();
        return matching.stream()
                .filter(endpoint -> endpoint.fixedSteps() == matching.getFirst().fixedSteps())
                .toList();
    }

    private static CompletionStage<HttpResponse> call(
            Endpoint endpoint, HttpRequest request, String id, Materializer materializer) {
        Map<String, String> path = endpoint.match(segments(request)).orElse(Map.of());
        Map<String, String> query = query(endpoint, request);
        return request.entity()
                .withSizeLimit(MOST_BODY_BYTES)
                .toStrict(BODY_TIMEOUT_MILLIS, materializer)
                .thenCompose(body ->
                        endpoint.handler().handle(new Call(id, request, path, query, body.getData(), materializer)));
    }

    private static Map<String, String> query(Endpoint endpoint, HttpRequest request) {
        Map<String, String> query = new HashMap<>(request.getUri().query().toMap());
        TreeSet<String> unknown = new TreeSet<>(query.keySet());
        endpoint.query().forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw Refusal.malformed(
                    "unknown query parameters %s: known here are %s".formatted(unknown, endpoint.query()), List.of());
        }
        return query;
    }

    /** Steps below the prefix, each decoded by itself, so that an encoded slash stays within its step. */
    private static List<String> segments(HttpRequest request) {
        List<String> segments = new java.util.ArrayList<>();
        request.getUri().pathSegments().forEach(segments::add);
        return segments.size() < 2 ? List.of() : segments.subList(2, segments.size());
    }

    private static HttpResponse methodNotAllowed(HttpRequest request, String id, List<Endpoint> there) {
        String allowed = String.join(", ", there.stream().map(Endpoint::method).toList());
        Refusal refusal = Refusal.of(
                ProblemCode.METHOD_NOT_ALLOWED,
                "%s does not know %s: it knows %s"
                        .formatted(
                                request.getUri().getPathString(),
                                request.method().name(),
                                allowed));
        return Answers.problem(refusal.problem().at(request.getUri().getPathString() + "#" + id))
                .addHeader(RawHeader.create("Allow", allowed));
    }
}
