package io.berth.http.docker;

import io.berth.domain.entity.EntityRef.Kind;
import io.berth.http.ControlPlane;
import io.berth.http.trust.StandingTokens;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.server.Route;

/** Docker's API, at the root of the port that the native API has too. */
public final class DockerApi {
    /** Some ten thousand tasks. */
    private static final long MOST_RENDERED_BYTES = 32L * 1024 * 1024;

    private final List<DockerRoute> routes;
    private final Supplier<String> ids;

    /**
     * @param control the rest of the member
     * @param ids makes ids that are never made again, for requests and for new things
     * @param version of this program
     */
    public DockerApi(ControlPlane control, Supplier<String> ids, String version) {
        this.ids = ids;
        Swarm swarm = new Swarm(control);
        ReferenceBook book = new ReferenceBook(swarm);
        Rendered rendered = new Rendered(MOST_RENDERED_BYTES);
        this.routes = Stream.of(
                        new PingRoutes().routes(),
                        new SystemRoutes(swarm, version).routes(),
                        new ServiceRoutes(swarm, book, ids, rendered).routes(),
                        new TaskRoutes(swarm, book, rendered).routes(),
                        new LogRoutes(swarm).routes(),
                        clusterRoutes(swarm, ids))
                .flatMap(List::stream)
                .toList();
    }

    /** What is there besides services and their tasks. */
    private static List<DockerRoute> clusterRoutes(Swarm swarm, Supplier<String> ids) {
        InstantSource clock = InstantSource.system();
        EnginePassage passage = new EnginePassage(swarm);
        return Stream.of(
                        new NodeRoutes(swarm).routes(),
                        new SwarmRoutes(swarm, new StandingTokens(swarm.control(), ids)).routes(),
                        new VaultRoutes(Kind.SECRET, swarm, ids).routes(),
                        new VaultRoutes(Kind.CONFIG, swarm, ids).routes(),
                        new NetworkRoutes(swarm, ids).routes(),
                        new EventRoutes(swarm, clock).routes(),
                        new ContainerRoutes(swarm, passage, clock).routes(),
                        new ExecRoutes(swarm, passage).routes(),
                        new StorageRoutes(swarm, passage, clock).routes())
                .flatMap(List::stream)
                .toList();
    }

    /** Answers every request; what is unknown or not served, with a sentence that says so. */
    public Route routes() {
        return new DockerRouter(routes, ids).route();
    }
}
