package io.berth.http.openapi;

import io.berth.http.problem.Problem;
import io.berth.http.route.Answers;
import io.berth.http.route.Call;
import io.berth.http.route.Endpoint;
import io.berth.http.route.ItemList;
import io.berth.http.route.Router;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /openapi.json}: the OpenAPI 3.1 document.
 *
 * @param endpoints all that there are, this one too
 * @param version of this program
 */
public record OpenApi(Supplier<List<Endpoint>> endpoints, String version) {
    public List<Endpoint> own() {
        return List.of(Endpoint.get("/openapi.json", "This document", ItemList.class, this::document));
    }

    private CompletionStage<HttpResponse> document(Call call) {
        return Answers.now(Answers.ok(document()));
    }

    /** The document as maps and lists. */
    Map<String, Object> document() {
        Schemas schemas = new Schemas();
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        for (Endpoint endpoint : endpoints.get()) {
            paths.computeIfAbsent(Router.PREFIX + endpoint.path(), _ -> new TreeMap<>())
                    .put(endpoint.method().toLowerCase(Locale.ROOT), operation(endpoint, schemas));
        }
        schemas.ref(Problem.class);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", "Berth", "version", version));
        document.put("paths", paths);
        document.put("components", Map.of("schemas", schemas.all()));
        return document;
    }

    private static Map<String, Object> operation(Endpoint endpoint, Schemas schemas) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("summary", endpoint.summary());
        operation.put("parameters", parameters(endpoint));
        Map<String, Object> bodies = new TreeMap<>();
        endpoint.body().ifPresent(type -> bodies.put("application/json", Map.of("schema", schemas.ref(type))));
        if (!endpoint.otherBody().isEmpty()) {
            bodies.put(endpoint.otherBody(), Map.of("schema", Map.of("type", "string")));
        }
        if (!bodies.isEmpty()) {
            operation.put("requestBody", Map.of("required", true, "content", bodies));
        }
        Map<String, Object> problem = Map.of("application/problem+json", Map.of("schema", schemas.ref(Problem.class)));
        operation.put(
                "responses",
                Map.of(
                        "2XX", Map.of("description", "Done", "content", answer(endpoint, schemas)),
                        "default", Map.of("description", "Refused", "content", problem)));
        return operation;
    }

    private static Map<String, Object> answer(Endpoint endpoint, Schemas schemas) {
        Map<String, Object> schema =
                endpoint.answer() == ItemList.class ? Map.of("type", "object") : schemas.ref(endpoint.answer());
        return Map.of(endpoint.answerType(), Map.of("schema", endpoint.isList() ? list(schema) : schema));
    }

    private static Map<String, Object> list(Map<String, Object> item) {
        return Map.of(
                "type",
                "object",
                "properties",
                Map.of(
                        "items", Map.of("type", "array", "items", item),
                        "position", Map.of("type", "integer"),
                        "missing", Map.of("type", "string")));
    }

    private static List<Map<String, Object>> parameters(Endpoint endpoint) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        Arrays.stream(endpoint.path().split("/", -1))
                .filter(step -> step.startsWith("{"))
                .forEach(step -> parameters.add(parameter(step.substring(1, step.length() - 1), "path", true)));
        endpoint.query().forEach(name -> parameters.add(parameter(name, "query", false)));
        return parameters;
    }

    private static Map<String, Object> parameter(String name, String in, boolean isRequired) {
        return Map.of("name", name, "in", in, "required", isRequired, "schema", Map.of("type", "string"));
    }
}
