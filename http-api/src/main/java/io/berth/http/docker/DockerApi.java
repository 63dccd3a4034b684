package io.berth.http.docker;

import io.berth.http.ControlPlane;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.server.Route;

/** Docker's API, at the root of the port that the native API has too. */
public final class DockerApi {
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
        this.routes = Stream.of(
                        new PingRoutes().routes(),
                        new SystemRoutes(swarm, version).routes(),
                        new ServiceRoutes(swarm, book, ids).routes(),
                        new TaskRoutes(swarm, book).routes(),
                        new LogRoutes(swarm).routes())
                .flatMap(List::stream)
                .toList();
    }

    /** Answers every request; what is unknown or not served, with a sentence that says so. */
    public Route routes() {
        return new DockerRouter(routes, ids).route();
    }
}
