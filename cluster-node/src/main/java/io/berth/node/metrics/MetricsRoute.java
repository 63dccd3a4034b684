package io.berth.node.metrics;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;

/** {@code GET /metrics}, in the format that the client prefers: OpenMetrics, or else Prometheus' text. */
final class MetricsRoute {
    private final PrometheusRegistry registry;
    private final ExpositionFormats formats = ExpositionFormats.init();

    MetricsRoute(PrometheusRegistry registry) {
        this.registry = registry;
    }

    Route route() {
        return path(
                "metrics",
                () -> get(() -> extractRequest(request -> completeWithFuture(answer(
                        request.getHeader("Accept").map(HttpHeader::value).orElse(""))))));
    }

    /** Not on the caller's thread: a member may hold many tasks. */
    private CompletionStage<HttpResponse> answer(String accept) {
        return CompletableFuture.supplyAsync(() -> {
            ExpositionFormatWriter writer = formats.findWriter(accept);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            try {
                writer.write(body, registry.scrape());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write to memory", e);
            }
            return HttpResponse.create()
                    .withEntity(HttpEntities.create(ContentTypes.parse(writer.getContentType()), body.toByteArray()));
        });
    }
}
