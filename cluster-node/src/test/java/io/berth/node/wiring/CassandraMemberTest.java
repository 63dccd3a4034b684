package io.berth.node.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.berth.node.config.JournalAddress;
import io.berth.node.config.MemberConfig;
import io.berth.node.config.MemberPorts;
import io.berth.node.config.RuntimeChoice;
import io.berth.persistence.cassandra.CassandraServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member whose journal is in a real Cassandra. */
class CassandraMemberTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String KEYSPACE = "member_" + System.nanoTime();

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path dataDir;

    @AfterEach
    void resume() {
        CassandraServer.running().resume();
    }

    private Member start(int port) {
        return Member.start(new MemberConfig(
                dataDir,
                "local",
                JournalAddress.parse("cassandra://127.0.0.1:%d/%s".formatted(port, KEYSPACE)),
                MemberPorts.local("127.0.0.1", 0, 0),
                RuntimeChoice.SIMULATED,
                true,
                MemberConfig.DEFAULT_SHARDS));
    }

    @Test
    void aServiceIsThereAgainAfterARestartAndReadsGoOnWhileTheJournalStandsStill() throws Exception {
        CassandraServer cassandra = CassandraServer.running();
        try (Member member = start(cassandra.port())) {
            assertThat(put(member, "web", 3).statusCode()).isIn(200, 201);
            awaitRunning(member, "web", 3);
        }
        try (Member member = start(cassandra.port())) {
            awaitRunning(member, "web", 3);

            assertThat(put(member, "other", 2).statusCode()).isIn(200, 201);
            awaitRunning(member, "other", 2);

            cassandra.pause();
            HttpResponse<String> unanswered = put(member, "web", 4);
            assertThat(unanswered.statusCode()).as(unanswered.body()).isEqualTo(504);
            assertThat(unanswered.body()).contains("the journal has not confirmed the write of");
            assertThat(get(member, "services/other").path("name").asText())
                    .as("reads go on")
                    .isEqualTo("other");
            assertThat(running(member, "other")).isEqualTo(2);

            cassandra.resume();
            await().atMost(PATIENCE).until(() -> put(member, "web", 5).statusCode() < 300);
            awaitRunning(member, "web", 5);
        }
    }

    @Test
    void aMemberWithoutItsJournalDoesNotStartAndSaysWhy() {
        String patience = "berth.persistence.cassandra.journal.connect-within";
        System.setProperty(patience, "1s");
        ConfigFactory.invalidateCaches();
        try {
            assertThatThrownBy(() -> start(1))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("the journal at cassandra://127.0.0.1:1/")
                    .hasMessageContaining("start it, or check the address");
        } finally {
            System.clearProperty(patience);
            ConfigFactory.invalidateCaches();
        }
    }

    private void awaitRunning(Member member, String service, int tasks) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running(member, service)).isEqualTo(tasks));
    }

    private JsonNode get(Member member, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(member.address().resolve("/berth/v1/" + path))
                .timeout(Duration.ofSeconds(30))
                .build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private long running(Member member, String service) throws IOException, InterruptedException {
        long running = 0;
        for (JsonNode task : get(member, "tasks").path("items")) {
            boolean isOne = task.path("state").asText().equals("running")
                    && task.path("name").asText().startsWith(service + ".");
            running += isOne ? 1 : 0;
        }
        return running;
    }

    private HttpResponse<String> put(Member member, String service, int replicas)
            throws IOException, InterruptedException {
        String spec = """
            {"mode": {"kind": "replicated", "replicas": %d},
             "template": {"containers": [{"name": "it", "image": "none"}]}}
            """.formatted(replicas);
        HttpRequest request = HttpRequest.newBuilder(member.address().resolve("/berth/v1/services/" + service))
                .header("content-type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .PUT(HttpRequest.BodyPublishers.ofString(spec))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
