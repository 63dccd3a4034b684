package io.berth.node.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A real Prometheus that scrapes one member, and its program that checks files. */
final class Prometheus implements AutoCloseable {
    private static final Path SERVER = Path.of("/usr/bin/prometheus");
    private static final Path TOOL = Path.of("/usr/bin/promtool");
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final URI address;
    private final HttpClient http = HttpClient.newHttpClient();

    private Prometheus(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** What promtool said. */
    record Checked(int exit, String output) {}

    static void assumeThere() {
        for (Path program : List.of(SERVER, TOOL)) {
            Assumptions.assumeTrue(Files.isExecutable(program), "NOT RUN: " + program + " is not installed");
        }
    }

    /**
     * Starts it.
     *
     * @param folder for its data
     * @param config its configuration file
     */
    static Prometheus start(Path folder, Path config) throws IOException {
        int port = Patience.freePort();
        Process process = new ProcessBuilder(
                        SERVER.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new Prometheus(process, URI.create("http://127.0.0.1:" + port));
    }

    /** What a query answers, or why it is refused. */
    JsonNode query(String expression) throws IOException, InterruptedException {
        URI uri = address.resolve("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER_WITHIN).build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    /** The one value that a query answers; not a number if there is none yet. */
    double value(String expression) throws IOException, InterruptedException {
        return query(expression).at("/data/result/0/value/1").asDouble(Double.NaN);
    }

    static Checked promtool(String input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(TOOL.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Checked(process.waitFor(), output);
    }

    @Override
    public void close() {
        http.shutdownNow();
        process.destroyForcibly();
    }
}
