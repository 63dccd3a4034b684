package io.berth.node.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The HTTP API of one member. */
final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private final URI address;

    Api(URI address) {
        this.address = address;
    }

    /** One answer; {@code body} is missing if it has none. */
    record Reply(int status, JsonNode body) {
        boolean isAccepted() {
            return status < 300;
        }

        /** Refused for certain: it has no effect, and never will have. */
        boolean isRefused() {
            return (status >= 400 && status < 500) || status == 503;
        }
    }

    Reply send(String method, String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve("/berth/v1/" + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
        return new Reply(answer.statusCode(), JSON.readTree(answer.body()));
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path, "", Map.of()).body();
    }

    /** The things of a list. */
    List<JsonNode> items(String path) throws IOException, InterruptedException {
        return get(path).path("items").valueStream().toList();
    }

    /** The events after a position, as JSON, in their order. */
    List<JsonNode> events(long after) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/berth/v1/events?follow=false&since=" + after))
                .timeout(PATIENCE)
                .build();
        try (Stream<String> lines = CLIENT.send(request, BodyHandlers.ofLines()).body()) {
            return lines.filter(line -> line.startsWith("data:")).map(Api::data).toList();
        }
    }

    private static JsonNode data(String line) {
        try {
            return JSON.readTree(line.substring("data:".length()));
        } catch (IOException e) {
            throw new IllegalStateException("an event is no JSON: " + line, e);
        }
    }
}
