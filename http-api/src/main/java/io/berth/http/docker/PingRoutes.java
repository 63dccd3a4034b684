package io.berth.http.docker;

import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** {@code /_ping}: the first request of every command, which tells what the server speaks. */
record PingRoutes() {
    List<DockerRoute> routes() {
        return List.of(
                DockerRoute.get("/_ping", _ -> DockerAnswers.now(head().withEntity("OK"))),
                DockerRoute.of("HEAD", "/_ping", _ -> DockerAnswers.now(head())));
    }

    private static HttpResponse head() {
        return HttpResponse.create()
                .addHeader(RawHeader.create("Builder-Version", "1"))
                .addHeader(RawHeader.create("Cache-Control", "no-cache, no-store, must-revalidate"))
                .addHeader(RawHeader.create("Docker-Experimental", "false"))
                .addHeader(RawHeader.create("Ostype", "linux"))
                .addHeader(RawHeader.create("Pragma", "no-cache"))
                .addHeader(RawHeader.create("Swarm", "active/manager"));
    }
}
