package io.berth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.agent.LogLine;
import io.berth.domain.task.TaskId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logs as Docker's clients read them: in frames, each a line. */
class DockerLogsTest extends ApiTestBase {
    private static final Instant AT = Instant.parse("2026-01-31T12:00:01.5Z");
    private String service = "";
    private String task = "";

    /** A frame: the output that it is of, and its line. */
    private record Frame(int stream, String text) {}

    @BeforeEach
    void run() {
        control.connect("n1", "alpha");
        service = docker(
                        "POST",
                        "/services/create",
                        DockerServicesTest.body("web", DockerServicesTest.replicated(1), ""))
                .is(201)
                .json()
                .path("ID")
                .asText();
        task = docker("GET", "/tasks", "").json().path(0).path("ID").asText();
        control.logs(List.of(
                new LogLine(new TaskId(task), "web", false, AT, "one"),
                new LogLine(new TaskId(task), "web", true, AT, "two"),
                new LogLine(new TaskId(task), "web", false, AT.plusSeconds(9), "three")));
    }

    private HttpResponse<byte[]> read(String path) throws IOException, InterruptedException {
        return client().send(
                        HttpRequest.newBuilder(URI.create("http://" + host() + path))
                                .build(),
                        BodyHandlers.ofByteArray());
    }

    private List<Frame> frames(String path) throws IOException, InterruptedException {
        ByteBuffer bytes = ByteBuffer.wrap(read(path).body());
        List<Frame> frames = new ArrayList<>();
        while (bytes.hasRemaining()) {
            int stream = bytes.get();
            bytes.position(bytes.position() + 3);
            byte[] line = new byte[bytes.getInt()];
            bytes.get(line);
            frames.add(new Frame(stream, new String(line, StandardCharsets.UTF_8)));
        }
        return frames;
    }

    @Test
    void everyLineIsAFrameOfItsOutput() throws Exception {
        assertThat(frames("/v1.50/services/web/logs?stdout=1&stderr=1&tail=all"))
                .containsExactly(new Frame(1, "one\n"), new Frame(2, "two\n"), new Frame(1, "three\n"));
        assertThat(frames("/v1.50/services/web/logs?stderr=1")).containsExactly(new Frame(2, "two\n"));
        assertThat(frames("/v1.50/tasks/" + task + "/logs?stdout=1&tail=1")).containsExactly(new Frame(1, "three\n"));
    }

    @Test
    void timesAndDetailsStandBeforeTheLine() throws Exception {
        String details = "com.docker.swarm.node.id=%s,com.docker.swarm.service.id=%s,com.docker.swarm.task.id=%s"
                .formatted(
                        docker("GET", "/tasks", "")
                                .json()
                                .path(0)
                                .path("NodeID")
                                .asText(),
                        service,
                        task);

        assertThat(frames("/services/web/logs?stdout=1&details=1&timestamps=1").getFirst())
                .isEqualTo(new Frame(1, "2026-01-31T12:00:01.500000000Z " + details + " one\n"));
    }

    @Test
    void sinceLeavesOutWhatIsOlder() throws Exception {
        String since = (AT.getEpochSecond() + 5) + ".000000000";

        assertThat(frames("/services/web/logs?stdout=1&stderr=1&since=" + since))
                .containsExactly(new Frame(1, "three\n"));
    }

    @Test
    void theTypeSaysThatThereAreFrames() throws Exception {
        assertThat(read("/v1.50/services/web/logs?stdout=1").headers().firstValue("Content-Type"))
                .contains("application/vnd.docker.multiplexed-stream");
        assertThat(read("/v1.41/services/web/logs?stdout=1").headers().firstValue("Content-Type"))
                .contains("application/octet-stream");
    }

    @Test
    void withoutAnOutputThereIsNothingToRead() {
        docker("GET", "/services/web/logs", "").isError(500, "Bad parameters: you must choose at least one stream");
        docker("GET", "/services/nope/logs?stdout=1", "").isError(404, "service nope not found");
        docker("GET", "/tasks/nope/logs?stdout=1", "").isError(404, "task nope not found");
    }
}
