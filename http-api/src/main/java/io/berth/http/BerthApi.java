package io.berth.http;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;

import io.berth.domain.entity.EntityRef.Kind;
import io.berth.http.dashboard.DashboardRoutes;
import io.berth.http.docker.DockerApi;
import io.berth.http.event.HistoryRoutes;
import io.berth.http.health.HealthRoutes;
import io.berth.http.node.NodeRoutes;
import io.berth.http.openapi.OpenApi;
import io.berth.http.plan.PlanRoutes;
import io.berth.http.route.Commands;
import io.berth.http.route.Endpoint;
import io.berth.http.route.Router;
import io.berth.http.service.ServiceRoutes;
import io.berth.http.stack.StackRoutes;
import io.berth.http.stream.EventRoutes;
import io.berth.http.stream.StreamLimits;
import io.berth.http.task.LogRoutes;
import io.berth.http.task.TaskRoutes;
import io.berth.http.trust.TrustRoutes;
import io.berth.http.vault.FileVersions;
import io.berth.http.vault.VaultRoutes;
import io.berth.http.why.WhyRoutes;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.server.Route;

/** The native API below {@value io.berth.http.route.Router#PREFIX}, the dashboard's pages, and Docker's API at the root. */
public final class BerthApi {
    private final List<Endpoint> endpoints;
    private final Supplier<String> ids;
    private final DockerApi docker;
    private final EventRoutes events;

    /**
     * @param control the rest of the member
     * @param ids makes ids that are never made again, for requests and for new services, secrets and configs
     * @param version of this program
     */
    public BerthApi(ControlPlane control, Supplier<String> ids, String version) {
        this(control, ids, version, StreamLimits.DEFAULT);
    }

    /** With other limits of event streams than the usual ones. */
    public BerthApi(ControlPlane control, Supplier<String> ids, String version, StreamLimits limits) {
        this.ids = ids;
        this.docker = new DockerApi(control, ids, version);
        Commands commands = new Commands(control);
        FileVersions files = new FileVersions(control);
        this.events = new EventRoutes(control, limits);
        this.endpoints = Stream.of(
                        new ServiceRoutes(commands, files, ids).endpoints(),
                        new TaskRoutes(commands).endpoints(),
                        new LogRoutes(commands).endpoints(),
                        new VaultRoutes(Kind.SECRET, commands, ids).endpoints(),
                        new VaultRoutes(Kind.CONFIG, commands, ids).endpoints(),
                        new HistoryRoutes(control).endpoints(),
                        events.endpoints(),
                        new StackRoutes(commands, ids).endpoints(),
                        new PlanRoutes(commands).endpoints(),
                        new WhyRoutes(commands).endpoints(),
                        new OpenApi(this::endpoints, version).own(),
                        new NodeRoutes(commands).endpoints(),
                        new TrustRoutes(commands, ids).endpoints(),
                        new HealthRoutes(control, version).endpoints())
                .flatMap(List::stream)
                .toList();
    }

    /** Answers every request; of paths of its own that it does not know, with a 404 problem. */
    public Route routes() {
        return concat(
                pathPrefix("berth", () -> new Router(endpoints, ids).route()),
                DashboardRoutes.routes(),
                docker.routes());
    }

    /** How many clients follow live events at present. */
    public int eventReaders() {
        return events.readers();
    }

    /** Everything of the native API that {@link #routes} answers. */
    public List<Endpoint> endpoints() {
        return endpoints;
    }
}
