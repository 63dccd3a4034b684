package io.berth.node.metrics;

import static org.apache.pekko.http.javadsl.server.Directives.concat;

import io.berth.http.BerthApi;
import io.berth.http.ControlPlane;
import io.berth.sharding.agents.LinkServer;
import io.berth.sharding.directory.Directory;
import io.berth.sharding.entity.Witness;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.DoubleSupplier;
import org.apache.pekko.http.javadsl.server.Route;

/** All metrics of one member. */
public final class Metrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Witness witness = new EntityMetrics(registry);

    /**
     * Begins with those that need nothing of the member.
     *
     * @param version of this program
     */
    public Metrics(String version) {
        JvmMetrics.builder().register(registry);
        Info.builder()
                .name("berth_build_info")
                .help("The version of this member")
                .labelNames("version")
                .register(registry)
                .addLabelValues(version);
    }

    /** Tells them what entities do. */
    public Witness witness() {
        return witness;
    }

    /** Adds what is read of the member at each scrape, and {@code GET /metrics} to the routes of its API. */
    public Route beside(BerthApi api, Directory directory, ControlPlane control, LinkServer link) {
        registry.register(new StateMetrics(directory));
        gauge(
                "berth_member_ready",
                "1 if this member can serve",
                () -> control.notReady().isEmpty() ? 1 : 0);
        gauge("berth_journal_position", "Position of the newest event", () -> (double) control.position());
        gauge("berth_agents_connected", "Agents that are connected to this member", link::agents);
        gauge("berth_link_streams", "Logs and engine calls that are open over agents' sessions", link::openStreams);
        gauge("berth_event_stream_readers", "Clients that follow live events", api::eventReaders);
        return concat(new MetricsRoute(registry).route(), api.routes());
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }
}
