package io.berth.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.domain.agent.EngineCall;
import io.berth.domain.agent.EngineHead;
import io.berth.domain.agent.EngineRequest;
import io.berth.domain.task.ContainerStatus;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Containers of tasks as Docker's clients see them, wherever they run. */
class DockerContainersTest extends ApiTestBase {
    private static final String ID = "c".repeat(64);
    private static final String EXEC = "e".repeat(64);

    private final BlockingQueue<EngineRequest> asked = new LinkedBlockingQueue<>();
    private String task;

    @BeforeEach
    void aTaskRuns() {
        control.connect("n1", "alpha");
        put("/services/web", """
            {"mode": {"kind": "replicated", "replicas": 1},
             "template": {"containers": [{"name": "web", "image": "busybox:1", "args": ["sleep", "9"]}]}}
            """).is(200);
        JsonNode first = get("/tasks?service=web").json().at("/items/0");
        task = first.path("id").asText();
        control.report(
                "n1",
                new TaskStatus(
                        TaskState.RUNNING,
                        InMemoryControlPlane.START,
                        "started",
                        "",
                        OptionalInt.empty(),
                        List.of(new ContainerStatus("web", ID, true, OptionalInt.empty(), 0)),
                        List.of()),
                new TaskId(task));
    }

    private void answers(PreparedExchange answer) {
        control.engine = request -> {
            asked.add(request);
            return answer;
        };
    }

    @Test
    void runningContainersAreListedWithSwarmsLabels() {
        Answer list = docker("GET", "/v1.50/containers/json", "").is(200);

        JsonNode only = list.json().path(0);
        assertThat(list.json()).hasSize(1);
        assertThat(only.path("Id").asText()).isEqualTo(ID);
        assertThat(only.at("/Names/0").asText()).isEqualTo("/web.1." + task);
        assertThat(only.path("Image").asText()).isEqualTo("busybox:1");
        assertThat(only.path("Command").asText()).isEqualTo("sleep 9");
        assertThat(only.path("State").asText()).isEqualTo("running");
        assertThat(only.at("/Labels/com.docker.swarm.service.name").asText()).isEqualTo("web");
        assertThat(only.at("/Labels/com.docker.swarm.task.id").asText()).isEqualTo(task);
    }

    @Test
    void theListIsFiltered() {
        for (String none : List.of("name\":[\"db", "status\":[\"exited", "label\":[\"nope", "ancestor\":[\"other")) {
            assertThat(docker("GET", "/containers/json?filters=" + encoded("{\"" + none + "\"]}"), "")
                            .is(200)
                            .json())
                    .as(none)
                    .isEmpty();
        }
        String label = encoded("{\"label\":{\"com.docker.swarm.task.name\":true}}");
        assertThat(docker("GET", "/containers/json?filters=" + label, "").json())
                .hasSize(1);
    }

    @Test
    void aContainerIsFoundByItsIdItsNameItsTaskAndTheTasksName() {
        answers(PreparedExchange.json(200, "{\"Id\":\"%s\",\"Config\":{\"Labels\":{\"a\":\"b\"}}}".formatted(ID)));
        for (String name : List.of(ID, ID.substring(0, 12), "web.1." + task, task, "web.1")) {
            Answer found = docker("GET", "/containers/" + name + "/json", "").is(200);
            assertThat(found.json().path("Id").asText()).isEqualTo(ID);
            assertThat(found.json().at("/Config/Labels/a").asText()).isEqualTo("b");
            assertThat(found.json()
                            .at("/Config/Labels/com.docker.swarm.task.id")
                            .asText())
                    .isEqualTo(task);
        }
        assertThat(asked)
                .allMatch(request -> request.container().equals(ID)
                        && request.task().equals(java.util.Optional.of(new TaskId(task))));
        docker("GET", "/containers/web/json", "").isError(404, "No such container: web");
    }

    @Test
    void whoNamesATaskGetsWhatSwarmSaysOfItAsWell() {
        answers(PreparedExchange.json(200, "{\"Id\":\"%s\",\"State\":{\"Running\":true}}".formatted(ID)));
        Answer both = docker("GET", "/containers/" + task + "/json", "").is(200);

        assertThat(both.json().path("ID").asText()).isEqualTo(task);
        assertThat(both.json().at("/Status/State").asText()).isEqualTo("running");
        assertThat(both.json().at("/State/Running").asBoolean()).isTrue();
    }

    @Test
    void whatTheEngineSaysIsPassedOnWithItsStatus() {
        answers(PreparedExchange.json(409, "{\"message\":\"container is paused\"}"));
        docker("GET", "/containers/web.1/json", "").isError(409, "container is paused");
        docker("POST", "/containers/web.1/kill?signal=HUP", "").isError(409, "container is paused");
        assertThat(asked)
                .anyMatch(request ->
                        request.call() == EngineCall.KILL && request.query().equals("signal=HUP"));
    }

    @Test
    void aNodeThatCannotBeReachedIsSaid() {
        answers(PreparedExchange.unavailable("node n1 is not connected"));
        docker("GET", "/containers/web.1/top", "").isError(503, "node n1 is not connected");
    }

    @Test
    void logsAreFramesUnlessTheContainerHasATerminal() {
        answers(PreparedExchange.of(new EngineHead(200, Map.of()), "framed"));
        Answer logs =
                docker("GET", "/containers/web.1/logs?stdout=1&tail=all", "").is(200);

        assertThat(logs.header("Content-Type")).isEqualTo("application/vnd.docker.multiplexed-stream");
        assertThat(logs.text()).isEqualTo("framed");
    }

    @Test
    void aPathIsDescribedInAHeader() {
        answers(PreparedExchange.of(
                new EngineHead(200, Map.of("x-docker-container-path-stat", "abc", "content-length", "0")), ""));
        Answer stat = docker("HEAD", "/containers/web.1/archive?path=/etc", "").is(200);

        assertThat(stat.header("X-Docker-Container-Path-Stat")).isEqualTo("abc");
    }

    @Test
    void anArchiveIsStreamedToTheEngine() throws Exception {
        PreparedExchange engine = PreparedExchange.of(new EngineHead(200, Map.of("content-length", "0")), "");
        answers(engine);
        docker("PUT", "/containers/web.1/archive?path=/tmp", "tar").is(200);

        assertThat(engine.sent.get()).isEqualTo("tar");
    }

    @Test
    void aProgramIsNamedSoThatEveryMemberFindsItAgain() {
        answers(PreparedExchange.json(201, "{\"Id\":\"%s\"}".formatted(EXEC)));
        String id = docker("POST", "/containers/web.1/exec", "{\"Cmd\":[\"ls\"]}")
                .is(201)
                .json()
                .path("Id")
                .asText();
        answers(PreparedExchange.json(200, "{\"ExitCode\":3}"));
        Answer ended = docker("GET", "/exec/" + id + "/json", "").is(200);

        assertThat(ended.json().path("ExitCode").asInt()).isEqualTo(3);
        assertThat(asked)
                .anyMatch(request -> request.call() == EngineCall.INSPECT_EXEC
                        && request.exec().equals(EXEC)
                        && request.task().equals(java.util.Optional.of(new TaskId(task))));
        docker("GET", "/exec/nope/json", "").isError(404, "No such exec instance: nope");
    }

    @Test
    void aStartedProgramTakesTheConnectionOver() throws Exception {
        answers(PreparedExchange.of(new EngineHead(101, Map.of()), "ready "));
        String body = "{\"Detach\":false,\"Tty\":false}";
        try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(host().substring(host().indexOf(':') + 1)))) {
            String request = String.join(
                    "\r\n",
                    "POST /v1.50/exec/" + EXEC + "-" + task + "/start HTTP/1.1",
                    "Host: x",
                    "Connection: Upgrade",
                    "Upgrade: tcp",
                    "Content-Type: application/json",
                    "Content-Length: " + body.length(),
                    "",
                    body);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String head = head(socket.getInputStream());
            assertThat(head).startsWith("HTTP/1.1 101 ");
            assertThat(head).contains("Upgrade: tcp", "application/vnd.docker.multiplexed-stream");
            socket.getOutputStream().write("typed".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("ready typed");
        }
    }

    private static String head(InputStream in) throws Exception {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            assertThat(next).as(head.toString(StandardCharsets.US_ASCII)).isNotNegative();
            head.write(next);
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    @Test
    void whatTheEnginesHaveIsListedTogether() {
        answers(PreparedExchange.json(200, """
            {"LayersSize": 5, "Images": [], "Volumes": [{"Name": "v1", "UsageData": {"RefCount": 1, "Size": 2}}]}
            """));

        assertThat(docker("GET", "/volumes", "")
                        .is(200)
                        .json()
                        .at("/Volumes/0/Name")
                        .asText())
                .isEqualTo("v1");
        docker("GET", "/volumes/v1", "").is(200);
        docker("GET", "/volumes/v2", "").isError(404, "get v2: no such volume");
        Answer usage = docker("GET", "/system/df", "").is(200);
        assertThat(usage.json().path("LayersSize").asInt()).isEqualTo(5);
        assertThat(usage.json().path("Containers")).hasSize(1);
    }

    @Test
    void whatAnInspectAsksBeforeAServiceIsNotThere() {
        docker("GET", "/images/web/json", "").isError(404, "No such image: web");
        docker("GET", "/plugins/web/json", "").isError(404, "plugin \"web\" not found");
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
