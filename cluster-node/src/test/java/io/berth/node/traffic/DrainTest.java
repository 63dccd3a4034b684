package io.berth.node.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks come and go under load, and no request fails. The tasks die of the stop signal with what they are at. */
class DrainTest {
    private static final int CLIENTS = 8;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"startFirst", "stopFirst"})
    void aRollingUpdateFailsNoRequest(String order) throws Exception {
        int port = Cluster.freePort();
        try (Cluster cluster = new Cluster(folder).agents(2)) {
            cluster.put(Cluster.greeters(2, port, order, "1"));
            var before = cluster.awaitRunning(2);
            try (Client client = loaded(port)) {
                cluster.put(Cluster.greeters(2, port, order, "2"));
                assertThat(cluster.awaitRunning(2)).doesNotContainAnyElementsOf(before);
                assertThat(client.end()).isEmpty();
            }
        }
    }

    @Test
    void scalingDownAndDrainingANodeFailNoRequest() throws Exception {
        int port = Cluster.freePort();
        try (Cluster cluster = new Cluster(folder).agents(2)) {
            cluster.put(Cluster.greeters(4, port, "startFirst", "1"));
            cluster.awaitRunning(4);
            try (Client client = loaded(port)) {
                var _ = cluster.send("POST", "services/web/scale", "{\"replicas\": 2}");
                var left = cluster.awaitRunning(2);
                var _ = cluster.send("PATCH", "nodes/" + cluster.node(0), "{\"availability\": \"drain\"}");
                await().atMost(Cluster.PATIENCE)
                        .untilAsserted(() -> assertThat(cluster.awaitRunning(2)).isNotEqualTo(left));
                assertThat(client.end()).isEmpty();
            }
        }
    }

    /** Clients at both nodes, that have had answers. */
    private static Client loaded(int port) {
        Client client = new Client(CLIENTS, port, Cluster.address(0), Cluster.address(1));
        await().atMost(Cluster.PATIENCE).until(() -> client.answered() > 50);
        return client;
    }
}
