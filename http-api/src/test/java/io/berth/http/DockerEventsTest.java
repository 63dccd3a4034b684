package io.berth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.cluster.ClusterState;
import io.berth.domain.command.ClusterCommand;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityRef;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has happened, in the words of Docker's events. */
class DockerEventsTest extends ApiTestBase {
    /** Everything happens at one time in these tests; this is after it. */
    private static final String ALL =
            "since=1&until=" + InMemoryControlPlane.START.plusSeconds(1).getEpochSecond();

    private static final String WEB = """
        {"mode": {"kind": "replicated", "replicas": %d},
         "template": {"containers": [{"name": "web", "image": "busybox:%d"}]}}
        """;

    @BeforeEach
    void somethingHappens() {
        control.execute(
                new EntityRef(EntityRef.Kind.CLUSTER, ClusterState.ID),
                new ClusterCommand.Initialise("c1", 20),
                Cause.SYSTEM);
        control.connect("n1", "alpha");
        put("/services/web", WEB.formatted(1, 1)).is(200);
        put("/services/web", WEB.formatted(3, 1)).is(200);
        docker("POST", "/secrets/create", "{\"Name\":\"pass\",\"Data\":\"eA==\"}")
                .is(201);
        docker("DELETE", "/secrets/pass", "").is(204);
        docker("POST", "/networks/create", "{\"Name\":\"front\",\"Driver\":\"overlay\"}")
                .is(201);
        delete("/services/web").is(204);
    }

    private List<String> told(String query) {
        return docker("GET", "/v1.50/events?" + query, "")
                .is(200)
                .text()
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void whatHappenedIsToldInItsOrder() {
        List<String> told = told(ALL + "&filters=" + encoded("{\"scope\":{\"swarm\":true}}"));

        assertThat(told).hasSizeGreaterThanOrEqualTo(7);
        assertThat(told.getFirst()).contains("\"Type\":\"node\",\"Action\":\"create\"", "\"name\":\"alpha\"");
        assertThat(told)
                .anyMatch(event -> event.contains("\"Type\":\"network\",\"Action\":\"create\""))
                .anyMatch(event -> event.contains("\"Type\":\"secret\",\"Action\":\"create\""))
                .anyMatch(event -> event.contains("\"Type\":\"secret\",\"Action\":\"remove\""))
                .noneMatch(event -> event.contains("\"Type\":\"secret\",\"Action\":\"update\""));
    }

    @Test
    void aServicesChangesSayWhatWasAndWhatIs() {
        List<String> told = told(ALL + "&filters=" + encoded("{\"service\":[\"web\"],\"type\":[\"service\"]}"));

        assertThat(told.getFirst()).contains("\"Action\":\"create\"");
        assertThat(told)
                .anyMatch(event -> event.contains("\"replicas.new\":\"3\",\"replicas.old\":\"1\""))
                .anyMatch(event -> event.contains("\"Action\":\"remove\""));
    }

    @Test
    void filtersChooseByActionAndName() {
        assertThat(told(ALL + "&filters=" + encoded("{\"event\":[\"remove\"],\"type\":[\"service\"]}")))
                .hasSize(1);
        assertThat(told(ALL + "&filters=" + encoded("{\"service\":[\"other\"]}")))
                .isEmpty();
        docker("GET", "/events?" + ALL + "&filters=" + encoded("{\"nonsense\":[\"x\"]}"), "")
                .is(400);
    }

    @Test
    void timesBoundWhatIsTold() {
        long start = InMemoryControlPlane.START.getEpochSecond();
        assertThat(told("since=%d&until=%d".formatted(start + 1, start + 2))).isEmpty();
        assertThat(told("since=1&until=%d".formatted(start - 1))).isEmpty();
        docker("GET", "/events?since=yesterday", "")
                .isError(400, "failed to parse value as time or duration: \"yesterday\"");
    }
}
