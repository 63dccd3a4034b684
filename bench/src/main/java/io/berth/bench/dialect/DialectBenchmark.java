package io.berth.bench.dialect;

import com.sun.management.OperatingSystemMXBean;
import io.berth.node.config.MemberConfig;
import io.berth.node.config.RuntimeChoice;
import io.berth.node.wiring.Member;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * What the docker command line polls while it shows progress, of one member with many services of simulated tasks: how
 * long do its lists take at a steady rate? Requests are sent when they are due, whether or not the last has been answered.
 */
public final class DialectBenchmark {
    private static final int TASKS_OF_A_SERVICE = 10;
    private static final int RATE = 50;
    private static final int WARM_UP_SECONDS = 20;
    private static final int SECONDS = 20;
    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final HttpClient client;
    private final URI address;

    private DialectBenchmark(HttpClient client, URI address) {
        this.client = client;
        this.address = address;
    }

    /** Arguments: an empty folder, how many services. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int services = Integer.parseInt(arguments[1]);
        MemberConfig config = new MemberConfig(
                Path.of(arguments[0]),
                "127.0.0.1",
                0,
                0,
                RuntimeChoice.SIMULATED,
                "bench",
                MemberConfig.DEFAULT_SHARDS);
        try (Member member = Member.start(config);
                HttpClient client = HttpClient.newHttpClient()) {
            DialectBenchmark benchmark = new DialectBenchmark(client, member.address());
            benchmark.create(services);
            // While a service changes, its JSON has to be written again: as when one of the others is deployed.
            for (boolean isChanging : new boolean[] {false, true}) {
                for (String path : List.of("/services?status=true", "/tasks", "/nodes")) {
                    benchmark.run(path, WARM_UP_SECONDS, isChanging);
                    benchmark.print(path, services, isChanging, benchmark.run(path, SECONDS, isChanging));
                }
            }
        }
    }

    private void create(int services) throws IOException, InterruptedException {
        for (int i = 0; i < services; i++) {
            send("POST", "/services/create", spec(i, 0));
        }
        long wanted = (long) services * TASKS_OF_A_SERVICE;
        while (count(body("/tasks"), "\"State\":\"running\"") < wanted) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }
    }

    private static String spec(int number, long change) {
        return """
            {"Name": "s%d", "Labels": {"change": "%d"},
             "TaskTemplate": {"ContainerSpec": {"Image": "nginx:1", "Env": ["A=1", "B=2"], "Labels": {"app": "s%d"}}},
             "Mode": {"Replicated": {"Replicas": %d}}}\
            """.formatted(number, change, number, TASKS_OF_A_SERVICE);
    }

    private static int count(String text, String part) {
        int found = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            found++;
        }
        return found;
    }

    /** Nanoseconds from when each request was due to the end of its answer, sorted. */
    private long[] run(String path, int seconds, boolean isChanging) throws IOException, InterruptedException {
        AtomicLongArray taken = new AtomicLongArray(RATE * seconds);
        CompletableFuture<?>[] answers = new CompletableFuture<?>[taken.length()];
        long start = System.nanoTime();
        for (int i = 0; i < taken.length(); i++) {
            long due = start + TimeUnit.SECONDS.toNanos(i) / RATE;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            if (isChanging && i % RATE == 0) {
                change(i);
            }
            int number = i;
            answers[i] = client.sendAsync(request("GET", path, ""), BodyHandlers.ofByteArray())
                    .thenAccept(answer -> {
                        taken.set(number, System.nanoTime() - due);
                        if (answer.statusCode() != 200) {
                            throw new IllegalStateException(path + " is answered with status " + answer.statusCode());
                        }
                    });
        }
        CompletableFuture.allOf(answers).join();
        long[] sorted = new long[taken.length()];
        Arrays.setAll(sorted, taken::get);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Another label of one service: its tasks stay as they are. */
    private void change(int number) throws IOException, InterruptedException {
        String inspected = body("/services/s0");
        String index = inspected.replaceFirst("(?s).*?\"Index\":([0-9]+).*", "$1");
        send("POST", "/services/s0/update?version=" + index, spec(0, System.nanoTime() + number));
    }

    private void print(String path, int services, boolean isChanging, long[] nanos) {
        System.out.println(String.format(
                Locale.ROOT,
                "DIALECT GET %-21s %d services, %,d tasks, %s, %d/s: p50 %.1f ms, p99 %.1f ms, most %.1f ms, load %.1f",
                path,
                services,
                services * TASKS_OF_A_SERVICE,
                isChanging ? "one changes each second" : "at rest",
                RATE,
                nanos[nanos.length / 2] / 1e6,
                nanos[(int) (nanos.length * 0.99)] / 1e6,
                nanos[nanos.length - 1] / 1e6,
                MACHINE.getSystemLoadAverage()));
    }

    private String body(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    private String send(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request(method, path, body), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException("%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
        }
        return answer.body();
    }

    private HttpRequest request(String method, String path, String body) {
        return HttpRequest.newBuilder(address.resolve("/v1.50" + path))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }
}
