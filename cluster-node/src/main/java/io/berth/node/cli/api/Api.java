package io.berth.node.cli.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks one member. Every refusal is thrown as {@link Refused} with the member's own words. */
public final class Api {
    private static final String PREFIX = "/berth/v1";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Connecting is a matter of milliseconds or of nobody being there. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Longer than the member itself waits for an entity. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    private final URI host;
    private final String namespace;
    private final HttpClient client;

    /**
     * @param host such as {@code http://127.0.0.1:7070}
     * @param namespace of all names
     */
    public Api(URI host, String namespace) {
        this.host = host;
        this.namespace = namespace;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    public URI host() {
        return host;
    }

    public Answer get(String path) {
        return get(path, Map.of());
    }

    /** Reads; parameters with an empty value are left out. */
    public Answer get(String path, Map<String, String> query) {
        return ask("GET", path, query, BodyPublishers.noBody(), Map.of());
    }

    public Answer post(String path, JsonNode body) {
        return ask("POST", path, Map.of(), json(body), Map.of());
    }

    /** Posts JSON and says something about it in the query. */
    public Answer post(String path, Map<String, String> query, JsonNode body) {
        return ask("POST", path, query, json(body), Map.of());
    }

    public Answer patch(String path, JsonNode body) {
        return ask("PATCH", path, Map.of(), json(body), Map.of());
    }

    /** Puts; {@code version} is what the thing must still have, empty for whatever it has. */
    public Answer put(String path, JsonNode body, String version) {
        return ask("PUT", path, Map.of(), json(body), version.isEmpty() ? Map.of() : Map.of("If-Match", version));
    }

    public Answer delete(String path, Map<String, String> query) {
        return ask("DELETE", path, query, BodyPublishers.noBody(), Map.of());
    }

    /** The lines of an answer as they come; for ever if the member goes on writing. Close it. */
    public Stream<String> lines(String path, Map<String, String> query, Map<String, String> headers) {
        HttpRequest request = request(path, query, headers).GET().build();
        HttpResponse<Stream<String>> answer = send(request, BodyHandlers.ofLines());
        if (answer.statusCode() >= 300) {
            try (Stream<String> body = answer.body()) {
                throw refused(answer.statusCode(), body.collect(Collectors.joining("\n")));
            }
        }
        return answer.body();
    }

    /** A part of a path, with whatever is not safe there escaped. */
    public static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Answer ask(
            String method,
            String path,
            Map<String, String> query,
            HttpRequest.BodyPublisher body,
            Map<String, String> headers) {
        HttpRequest request = request(path, query, headers)
                .timeout(ANSWER_TIMEOUT)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        HttpResponse<String> answer = send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw refused(answer.statusCode(), answer.body());
        }
        String version = answer.headers().firstValue("ETag").orElse("");
        return new Answer(answer.body().isBlank() ? MissingNode.getInstance() : read(answer.body()), version);
    }

    private HttpRequest.Builder request(String path, Map<String, String> query, Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(query);
        if (!namespace.equals("default")) {
            all.putIfAbsent("namespace", namespace);
        }
        String text = all.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> segment(entry.getKey()) + "=" + segment(entry.getValue()))
                .collect(Collectors.joining("&"));
        URI uri = host.resolve(PREFIX + path + (text.isEmpty() ? "" : "?" + text));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        headers.forEach(request::header);
        return request;
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (ConnectException e) {
            throw new Refused(
                    "nobody answers at %s: start a member with `berth dev FILE`, or name one with --host or BERTH_HOST"
                            .formatted(host),
                    e);
        } catch (HttpTimeoutException e) {
            throw new Refused("%s did not answer within %d s".formatted(host, ANSWER_TIMEOUT.toSeconds()), e);
        } catch (IOException e) {
            throw new Refused("the connection to %s broke: %s".formatted(host, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted", e);
        }
    }

    private static HttpRequest.BodyPublisher json(JsonNode body) {
        return BodyPublishers.ofString(body.toString());
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new Refused("the answer is no JSON; is this a Berth member?", e);
        }
    }

    private static Refused refused(int status, String body) {
        try {
            String detail = JSON.readTree(body).path("detail").asText("");
            return new Refused(status, detail.isEmpty() ? "refused with status " + status : detail);
        } catch (JsonProcessingException e) {
            return new Refused(status, "refused with status " + status + ", and not by a Berth member");
        }
    }
}
