package io.berth.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The API on a port of its own, over a control plane in memory. */
abstract class ApiTestBase {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static ActorTestKit kit;
    private static HttpClient client;

    InMemoryControlPlane control;
    BerthApi api;
    private ServerBinding binding;

    /** An answer with its body as JSON, if it is any. */
    record Answer(int status, JsonNode json, String text, HttpResponse<String> response) {
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String detail() {
            return json.path("detail").asText();
        }

        Answer isProblem(int status, String code) {
            assertThat(this.status).as(text).isEqualTo(status);
            assertThat(header("Content-Type")).startsWith("application/problem+json");
            assertThat(json.path("code").asText()).isEqualTo(code);
            assertThat(json.path("status").asInt()).isEqualTo(status);
            assertThat(json.path("type").asText()).isEqualTo("urn:berth:problem:" + code);
            assertThat(json.path("instance").asText()).contains("#");
            assertThat(detail()).isNotEmpty().doesNotEndWith(".");
            return this;
        }

        /** A refusal as Docker's clients print it. */
        Answer isError(int status, String message) {
            assertThat(this.status).as(text).isEqualTo(status);
            assertThat(json.path("message").asText()).isEqualTo(message);
            return this;
        }

        Answer is(int status) {
            assertThat(this.status).as(text).isEqualTo(status);
            return this;
        }
    }

    @BeforeAll
    static void startSystem() {
        kit = ActorTestKit.create();
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stopSystem() {
        client.close();
        kit.shutdownTestKit();
    }

    @BeforeEach
    void bind() throws Exception {
        control = new InMemoryControlPlane();
        AtomicInteger ids = new AtomicInteger();
        api = new BerthApi(control, () -> "id" + ids.incrementAndGet(), "1.2.3");
        binding = Http.get(kit.system())
                .newServerAt("127.0.0.1", 0)
                .bind(api.routes())
                .toCompletableFuture()
                .get();
    }

    @AfterEach
    void unbind() throws Exception {
        binding.terminate(Duration.ofMillis(100)).toCompletableFuture().get();
    }

    String host() {
        return "127.0.0.1:" + binding.localAddress().getPort();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + host() + "/berth/v1" + path))
                .timeout(LIMIT);
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    Answer put(String path, String json, String... headers) {
        return sendJson("PUT", path, json, headers);
    }

    Answer post(String path, String json) {
        return sendJson("POST", path, json);
    }

    Answer post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    Answer sendJson(String method, String path, String json, String... headers) {
        HttpRequest.Builder request =
                request(path).method(method, BodyPublishers.ofString(json)).header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** What a Docker client is answered; {@code path} with or without a version. */
    Answer docker(String method, String path, String json) {
        return send(HttpRequest.newBuilder(URI.create("http://" + host() + path))
                .timeout(LIMIT)
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .header("Content-Type", "application/json"));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            boolean isJson = response.headers()
                            .firstValue("Content-Type")
                            .orElse("")
                            .contains("json")
                    && !response.headers().firstValue("Content-Type").orElse("").contains("ndjson");
            JsonNode json = isJson ? MAPPER.readTree(response.body()) : MAPPER.nullNode();
            return new Answer(response.statusCode(), json, response.body(), response);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static HttpClient client() {
        return client;
    }

    /** A spec of one container that runs {@code image} in {@code replicas} tasks. */
    static String spec(String image, int replicas) {
        return """
            {"mode": {"kind": "replicated", "replicas": %d},
             "template": {"containers": [{"name": "main", "image": "%s"}]}}\
            """.formatted(replicas, image);
    }
}
