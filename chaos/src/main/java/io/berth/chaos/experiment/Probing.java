package io.berth.chaos.experiment;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Looks whether what must hold does. */
final class Probing implements AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private final Cluster cluster;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build();

    Probing(Cluster cluster) {
        this.cluster = cluster;
    }

    /** What does not hold, if it does not. */
    Optional<String> broken(Probe probe) {
        try {
            return switch (probe) {
                case Probe.Desired(var service) -> desired(service);
                case Probe.Http(var url, var status) -> http(url, status);
                case Probe.Command command -> {
                    Shell.Ended ended = Shell.run(command.words());
                    yield ended.exit() == 0
                            ? Optional.empty()
                            : Optional.of("%s no more: it ended with %d".formatted(command, ended.exit()));
                }
            };
        } catch (ExperimentRefused e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> desired(String service) {
        Cluster.Counts counts = cluster.counts(service);
        return counts.running() == counts.desired()
                ? Optional.empty()
                : Optional.of("%d of %d tasks of %s run".formatted(counts.running(), counts.desired(), service));
    }

    private Optional<String> http(String url, int status) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(ANSWER_WITHIN)
                    .build();
            int got = http.send(request, BodyHandlers.discarding()).statusCode();
            return got == status ? Optional.empty() : Optional.of("%s answers %d".formatted(url, got));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of("%s does not answer: %s".formatted(url, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
