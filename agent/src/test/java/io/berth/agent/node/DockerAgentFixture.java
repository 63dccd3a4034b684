package io.berth.agent.node;

import static io.berth.agent.node.TestTask.shell;
import static io.berth.agent.node.TestTask.stopping;

import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.task.TaskStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** An agent with the docker runtime. Needs a Docker Engine with the test images; without one the tests are not run. */
@Tag("docker")
abstract class DockerAgentFixture extends AgentFixture {
    static final Duration SHORT = Duration.ofSeconds(1);

    @BeforeAll
    static void engineIsThere() {
        Engine.assumeThere();
    }

    @Override
    final String runtime() {
        return "docker";
    }

    @AfterEach
    final void removeContainers() {
        Engine.removeAllOf(node);
    }

    /** A shell that a stop ends at once. */
    static ContainerSpec quick(String line) {
        return stopping("SIGKILL", SHORT, shell(line));
    }

    final TaskStatus status(TaskAssignment task) {
        return agent.inventory().stream()
                .filter(report -> report.task().equals(task.task()))
                .findFirst()
                .orElseThrow()
                .status();
    }

    static String id(TaskStatus status) {
        return status.containers().getFirst().runtimeId();
    }

    static String get(int port) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}
