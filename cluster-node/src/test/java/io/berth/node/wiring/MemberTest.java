package io.berth.node.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.berth.node.config.MemberConfig;
import io.berth.node.config.RuntimeChoice;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of a member and its agent with real processes, from the HTTP API to the operating system and back. */
class MemberTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Sleeps for a time that no other test sleeps for, so that its processes can be told from others. */
    private static final String SECONDS = Long.toString(100_000 + System.nanoTime() % 100_000);

    private static final String WEB = """
        {"mode": {"kind": "replicated", "replicas": 2},
         "template": {"restart": {"delay": "0s"},
                      "containers": [{"name": "web", "image": "none", "args": ["sleep", "%s"]}]}}
        """.formatted(SECONDS);

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path dataDir;

    @AfterEach
    void leaveNoProcessBehind() {
        processes().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void aServiceRunsHealsAndIsAdoptedAfterARestart() throws Exception {
        Map<String, String> before;
        try (Member member = start()) {
            assertThat(send(member, "PUT", "services/web", WEB)).isIn(200, 201);
            Map<String, String> first = awaitRunning(member);
            List<ProcessHandle> running = awaitProcesses(2);

            running.getFirst().destroyForcibly();

            await().atMost(PATIENCE)
                    .until(() ->
                            !running(member).equals(first) && running(member).size() == 2);
            before = awaitRunning(member);
        }
        List<Long> pids = pids();
        assertThat(pids).hasSize(2);

        try (Member member = start()) {
            assertThat(awaitRunning(member)).isEqualTo(before);
            assertThat(pids()).isEqualTo(pids);

            assertThat(send(member, "DELETE", "services/web", "")).isBetween(200, 204);
            awaitProcesses(0);
            await().atMost(PATIENCE)
                    .until(() -> get(member, "services").path("items").isEmpty());
        }
    }

    private Member start() {
        return Member.start(new MemberConfig(
                dataDir, "127.0.0.1", 0, 0, RuntimeChoice.PROCESS, "local", MemberConfig.DEFAULT_SHARDS));
    }

    private Map<String, String> awaitRunning(Member member) throws IOException, InterruptedException {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running(member))
                        .as(() -> "running of " + text(member, "tasks"))
                        .hasSize(2));
        return running(member);
    }

    /** Ids of running tasks and their names. */
    private Map<String, String> running(Member member) throws IOException, InterruptedException {
        Map<String, String> running = new TreeMap<>();
        for (JsonNode task : get(member, "tasks").path("items")) {
            if (task.path("state").asText().equals("running")) {
                running.put(task.path("id").asText(), task.path("name").asText());
            }
        }
        return running;
    }

    private List<ProcessHandle> awaitProcesses(int count) {
        return await().atMost(PATIENCE).until(MemberTest::processes, found -> found.size() == count);
    }

    private static List<Long> pids() {
        return processes().stream().map(ProcessHandle::pid).sorted().toList();
    }

    /** The sleeping processes themselves, not the shells that keep their exit codes. */
    private static List<ProcessHandle> processes() {
        List<ProcessHandle> found = new ArrayList<>();
        ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .filter(arguments -> arguments.length == 1 && arguments[0].equals(SECONDS))
                        .isPresent())
                .forEach(found::add);
        return found;
    }

    private JsonNode get(Member member, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(member, path)).build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private String text(Member member, String path) {
        try {
            return get(member, path).toString();
        } catch (IOException | InterruptedException e) {
            return e.toString();
        }
    }

    private int send(Member member, String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(member, path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    private static URI uri(Member member, String path) {
        return member.address().resolve("/berth/v1/" + path);
    }
}
