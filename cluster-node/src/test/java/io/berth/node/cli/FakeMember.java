package io.berth.node.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers what it was told to, and remembers what it was asked. */
final class FakeMember implements AutoCloseable {
    /** One answer. */
    private record Reply(int status, String body) {}

    private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    FakeMember() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** The next answer to such a request; the last one told stays. */
    FakeMember on(String methodAndPath, int status, String body) {
        replies.computeIfAbsent(methodAndPath, _ -> new ArrayDeque<>()).add(new Reply(status, body.replace('\'', '"')));
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What it was asked: method, path with query, {@code If-Match} and body. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String version = exchange.getRequestHeaders().getFirst("If-Match");
        String path = exchange.getRequestURI().getRawPath().replace("/berth/v1", "");
        requests.add("%s %s %s %s"
                .formatted(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString().replace("/berth/v1", ""),
                        version == null ? "-" : version,
                        body));
        Deque<Reply> queue = replies.getOrDefault(exchange.getRequestMethod() + " " + path, new ArrayDeque<>());
        Reply reply = queue.size() > 1 ? queue.remove() : queue.peek();
        byte[] bytes = (reply == null ? "{\"detail\":\"there is nothing at " + path + "\"}" : reply.body())
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("ETag", "\"7\"");
        exchange.sendResponseHeaders(reply == null ? 404 : reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
