package io.berth.node.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class MeshTest {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void aPublishedPortAnswersOnEveryNodeWhereverItsTasksRun() throws Exception {
        int port = Cluster.freePort();
        try (Cluster cluster = new Cluster(folder).agents(2)) {
            cluster.put(Cluster.greeters(1, port, "stopFirst", "1"));
            cluster.awaitRunning(1);

            for (int agent = 0; agent < 2; agent++) {
                assertThat(answers(agent, port, 1)).allMatch(name -> name.startsWith("web.1."));
            }

            var _ = cluster.send("POST", "services/web/scale", "{\"replicas\": 3}");
            cluster.awaitRunning(3);
            for (int agent = 0; agent < 2; agent++) {
                assertThat(answers(agent, port, 3)).hasSize(3);
            }
        }
    }

    @Test
    void aPortThatAnotherProgramHoldsOnOneNodeIsSaidOfTheService() throws Exception {
        int port = Cluster.freePort();
        try (Cluster cluster = new Cluster(folder).agents(2);
                ServerSocket other = new ServerSocket(port, 1, InetAddress.getByName(Cluster.address(1)))) {
            assertThat(other.isBound()).isTrue();
            cluster.put(Cluster.greeters(1, port, "stopFirst", "1"));
            cluster.awaitRunning(1);

            assertThat(answers(0, port, 1)).hasSize(1);
            await().atMost(Cluster.PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    cluster.get("services/web").path("problems").toString())
                            .contains("published port " + port + "/tcp does not answer")
                            .contains(cluster.node(1)));
            assertThat(cluster.get("why/web").path("text").toString())
                    .contains("published port " + port + "/tcp does not answer");
        }
    }

    /** What the port answers on a node, until so many different answers have come. */
    private static Set<String> answers(int agent, int port, int count) {
        Set<String> answers = new HashSet<>();
        await().atMost(Cluster.PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    answers.add(Client.ask(Cluster.address(agent), port));
                    return answers.size() >= count;
                });
        return answers;
    }
}
