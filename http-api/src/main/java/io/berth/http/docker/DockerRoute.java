package io.berth.http.docker;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * One method of one path.
 *
 * @param method such as {@code GET}
 * @param steps of the path behind the version; <code>{x}</code> stands for any step, <code>{x...}</code> for one or more
 * @param isStreamed whether the handler reads the body itself, because it is large or the connection changes hands
 * @param handler what it does
 */
record DockerRoute(String method, List<String> steps, boolean isStreamed, Handler handler) {
    /** What a route does. A {@link DockerError}, thrown or as failure, becomes its answer. */
    interface Handler {
        CompletionStage<HttpResponse> handle(DockerCall call);
    }

    static DockerRoute get(String path, Handler handler) {
        return of("GET", path, handler);
    }

    static DockerRoute post(String path, Handler handler) {
        return of("POST", path, handler);
    }

    static DockerRoute delete(String path, Handler handler) {
        return of("DELETE", path, handler);
    }

    static DockerRoute of(String method, String path, Handler handler) {
        List<String> steps = Arrays.stream(path.split("/", -1))
                .filter(step -> !step.isEmpty())
                .toList();
        return new DockerRoute(method, steps, false, handler);
    }

    /** The handler gets the request with its body unread. */
    DockerRoute streamed() {
        return new DockerRoute(method, steps, true, handler);
    }

    /** The values of the path's variables, or empty if this is not its path. */
    Optional<Map<String, String>> match(List<String> path) {
        Map<String, String> values = new HashMap<>();
        int more = path.size() - steps.size();
        int at = 0;
        for (String step : steps) {
            int width = step.endsWith("...}") ? more + 1 : 1;
            if (width < 1 || at + width > path.size()) {
                return Optional.empty();
            }
            String value = String.join("/", path.subList(at, at + width));
            if (step.startsWith("{")) {
                values.put(step.replaceAll("[{}.]", ""), value);
            } else if (!step.equals(value)) {
                return Optional.empty();
            }
            at += width;
        }
        return at == path.size() ? Optional.of(values) : Optional.empty();
    }

    /** How many steps are fixed: of two paths that match, the one with more is meant. */
    long fixedSteps() {
        return steps.stream().filter(step -> !step.startsWith("{")).count();
    }
}
