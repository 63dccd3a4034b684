package io.berth.node.traffic;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** The program of a task: an HTTP server that says its task's name, takes its time, and dies of SIGTERM at once. */
public final class Greeter {
    private static final long THINKING_NANOS = 20_000_000;

    private Greeter() {}

    public static void main(String[] arguments) throws IOException {
        String port = System.getenv("PORT");
        String name = System.getenv("BERTH_TASK_NAME");
        HttpServer server = HttpServer.create(new InetSocketAddress("0.0.0.0", Integer.parseInt(port)), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            LockSupport.parkNanos(THINKING_NANOS);
            byte[] answer = name.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            try (var body = exchange.getResponseBody()) {
                body.write(answer);
            }
        });
        server.start();
    }
}
