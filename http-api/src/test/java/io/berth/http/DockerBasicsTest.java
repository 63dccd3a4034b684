package io.berth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.cluster.ClusterState;
import io.berth.domain.command.ClusterCommand;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityRef;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for a Docker client's requests of every path. */
class DockerBasicsTest extends ApiTestBase {
    @ParameterizedTest
    @ValueSource(strings = {"/_ping", "/v1.24/_ping", "/v1.50/_ping"})
    void aPingTellsWhatTheServerSpeaks(String path) {
        for (String method : new String[] {"HEAD", "GET"}) {
            Answer pong = docker(method, path, "").is(200);

            assertThat(pong.header("Api-Version")).isEqualTo("1.50");
            assertThat(pong.header("Ostype")).isEqualTo("linux");
            assertThat(pong.header("Docker-Experimental")).isEqualTo("false");
            assertThat(pong.header("Swarm")).isEqualTo("active/manager");
            assertThat(pong.header("Cache-Control")).contains("no-store");
            assertThat(pong.text()).isEqualTo(method.equals("GET") ? "OK" : "");
        }
    }

    @Test
    void versionsThatAreTooNewOrTooOldAreRefusedInDockersWords() {
        docker("GET", "/v1.99/version", "")
                .isError(400, "client version 1.99 is too new. Maximum supported API version is 1.50");
        docker("GET", "/v1.0/version", "")
                .isError(
                        400,
                        "client version 1.0 is too old. Minimum supported API version is 1.24, please upgrade your"
                                + " client to a newer version");
    }

    @Test
    void versionAndInfoNeedNoVersionInTheirPath() {
        control.connect("n1", "alpha");
        control.execute(
                new EntityRef(EntityRef.Kind.CLUSTER, ClusterState.ID),
                new ClusterCommand.Initialise("c1", 20),
                Cause.SYSTEM);

        Answer version = docker("GET", "/version", "").is(200);
        Answer info = docker("GET", "/v1.41/info", "").is(200);

        assertThat(version.json().path("ApiVersion").asText()).isEqualTo("1.50");
        assertThat(version.json().path("MinAPIVersion").asText()).isEqualTo("1.24");
        assertThat(version.json().at("/Components/0/Version").asText()).isEqualTo("1.2.3");
        assertThat(info.json().path("Name").asText()).isEqualTo("alpha");
        assertThat(info.json().at("/Swarm/LocalNodeState").asText()).isEqualTo("active");
        assertThat(info.json().at("/Swarm/ControlAvailable").asBoolean()).isTrue();
        assertThat(info.json().at("/Swarm/NodeID").asText()).matches("[0-9a-z]{25}");
        assertThat(info.json().at("/Swarm/Nodes").asInt()).isEqualTo(1);
        assertThat(info.json().at("/Swarm/Managers").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1.50/build",
        "POST, /containers/create",
        "POST, /images/create",
        "GET, /plugins",
        "POST, /commit",
        "PATCH, /services/web"
    })
    void whatBerthDoesNotDoIsRefusedWithWhatToUseInsteadAndNeverAsAbsent(String method, String path) {
        Answer refused = docker(method, path, "").is(501);

        assertThat(refused.json().path("message").asText()).contains(": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bogus", "/v1.50/bogus", "/v1.50"})
    void otherPathsAreNoPages(String path) {
        docker("GET", path, "").isError(404, "page not found");
    }

    @Test
    void pagesOfOtherSitesAreRefused() {
        Answer refused = send(HttpRequest.newBuilder(URI.create("http://" + host() + "/v1.50/services/create"))
                .header("Origin", "http://elsewhere.example")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(refused.is(403).json().path("message").asText()).contains("http://elsewhere.example");
    }
}
