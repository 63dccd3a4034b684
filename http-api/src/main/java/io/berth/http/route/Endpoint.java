package io.berth.http.route;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * One method of one path. The routes and the OpenAPI document are both made of these.
 *
 * @param method such as {@code GET}
 * @param path below {@link Router#PREFIX}, such as {@code /services/{name}/scale}
 * @param summary what it does, in a few words
 * @param query parameters that it understands; any other is refused
 * @param body the record of its JSON body, if it takes one
 * @param otherBody media type of another body that it takes, or empty
 * @param answer the record of its JSON answer, or of each of its items
 * @param answerType media type of the answer
 * @param handler what it does
 */
public record Endpoint(
        String method,
        String path,
        String summary,
        List<String> query,
        Optional<Class<?>> body,
        String otherBody,
        Class<?> answer,
        String answerType,
        Handler handler) {
    /** What an endpoint does. A {@link io.berth.http.problem.Refusal}, thrown or as failure, becomes its problem. */
    public interface Handler {
        CompletionStage<HttpResponse> handle(Call call);
    }

    public Endpoint {
        query = List.copyOf(query);
    }

    public static Endpoint get(String path, String summary, Class<?> answer, Handler handler) {
        return of("GET", path, summary, answer, handler);
    }

    public static Endpoint put(String path, String summary, Class<?> answer, Handler handler) {
        return of("PUT", path, summary, answer, handler);
    }

    public static Endpoint post(String path, String summary, Class<?> answer, Handler handler) {
        return of("POST", path, summary, answer, handler);
    }

    public static Endpoint patch(String path, String summary, Class<?> answer, Handler handler) {
        return of("PATCH", path, summary, answer, handler);
    }

    public static Endpoint delete(String path, String summary, Class<?> answer, Handler handler) {
        return of("DELETE", path, summary, answer, handler);
    }

    private static Endpoint of(String method, String path, String summary, Class<?> answer, Handler handler) {
        return new Endpoint(
                method, path, summary, List.of(), Optional.empty(), "", answer, "application/json", handler);
    }

    public Endpoint query(String... names) {
        return new Endpoint(method, path, summary, List.of(names), body, otherBody, answer, answerType, handler);
    }

    public Endpoint body(Class<?> type) {
        return new Endpoint(method, path, summary, query, Optional.of(type), otherBody, answer, answerType, handler);
    }

    public Endpoint orBody(String mediaType) {
        return new Endpoint(method, path, summary, query, body, mediaType, answer, answerType, handler);
    }

    public Endpoint answers(String mediaType) {
        return new Endpoint(method, path, summary, query, body, otherBody, answer, mediaType, handler);
    }

    /** Whether the answer is a list: a GET of a path that ends with a plural, or with a history. */
    public boolean isList() {
        boolean isPlural = path.endsWith("s") && fixedSteps() == 1 && !path.equals("/events");
        return method.equals("GET") && (isPlural || path.endsWith("/history"));
    }

    /** The values of the path's variables, or empty if this is not its path. */
    Optional<Map<String, String>> match(List<String> segments) {
        List<String> pattern = segments();
        if (pattern.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < pattern.size(); i++) {
            String step = pattern.get(i);
            if (step.startsWith("{")) {
                values.put(step.substring(1, step.length() - 1), segments.get(i));
            } else if (!step.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** How many steps of the path are fixed: of two paths that match, the one with more is meant. */
    long fixedSteps() {
        return segments().stream().filter(step -> !step.startsWith("{")).count();
    }

    private List<String> segments() {
        return Arrays.stream(path.split("/", -1))
                .filter(step -> !step.isEmpty())
                .toList();
    }
}
