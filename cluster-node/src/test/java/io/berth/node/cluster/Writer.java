package io.berth.node.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Stores configs through one member, one after the other, each with a name of its own, and remembers what it was told. */
final class Writer implements AutoCloseable {
    /** What is known of a write. */
    enum Told {
        ACKNOWLEDGED,
        REFUSED,
        UNKNOWN
    }

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final String host;
    private final String prefix;
    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean isStopping;

    private Writer(String host, String prefix) {
        this.host = host;
        this.prefix = prefix;
        this.thread = new Thread(this::run, "writer-" + prefix);
    }

    /** Begins to write; names begin with {@code prefix}. */
    static Writer start(Commands member, String prefix) {
        Writer writer = new Writer(member.host(), prefix);
        writer.thread.start();
        return writer;
    }

    private void run() {
        for (int i = 0; !isStopping; i++) {
            String name = prefix + "-" + i;
            told.put(name, store(name));
        }
    }

    private Told store(String name) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(host + "/berth/v1/configs/" + name))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"value\": \"dg==\"}"))
                .build();
        try {
            int status = client.send(request, BodyHandlers.ofString()).statusCode();
            if (status < 300) {
                return Told.ACKNOWLEDGED;
            }
            return status < 500 || status == 503 ? Told.REFUSED : Told.UNKNOWN;
        } catch (ConnectException e) {
            return Told.REFUSED;
        } catch (IOException e) {
            return Told.UNKNOWN;
        } catch (InterruptedException e) {
            isStopping = true;
            return Told.UNKNOWN;
        }
    }

    /** The names of which it was told that. */
    Set<String> names(Told what) {
        return told.entrySet().stream()
                .filter(each -> each.getValue() == what)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    int count(Told what) {
        return names(what).size();
    }

    /** Whether a list of configs has all that was acknowledged to these writers. */
    static boolean hasAll(List<Writer> writers, List<JsonNode> configs) {
        return listed(configs).containsAll(all(writers, Told.ACKNOWLEDGED));
    }

    /** What was refused and is there all the same. */
    static Set<String> refusedButThere(List<Writer> writers, List<JsonNode> configs) {
        Set<String> both = listed(configs);
        both.retainAll(all(writers, Told.REFUSED));
        return both;
    }

    private static Set<String> all(List<Writer> writers, Told what) {
        return writers.stream().flatMap(writer -> writer.names(what).stream()).collect(Collectors.toSet());
    }

    private static Set<String> listed(List<JsonNode> configs) {
        return configs.stream().map(config -> config.path("name").asText()).collect(Collectors.toSet());
    }

    /** Returns when the write under way has been answered. */
    @Override
    public void close() {
        isStopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
