package io.berth.agent.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.agent.EngineConnection;
import io.berth.agent.EngineRefusal;
import io.berth.domain.agent.EngineCall;
import io.berth.domain.agent.EngineHead;
import io.berth.domain.agent.EngineRequest;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a person may ask the engine of a node, and what not. */
class DockerPassageTest extends DockerAgentFixture {
    private static final Pattern ID = Pattern.compile("\"Id\":\"([0-9a-f]{64})\"");

    private TaskAssignment running() {
        TaskAssignment task = run(quick("echo hello; exec sleep 1000"));
        observed.until(task.task(), TaskState.RUNNING);
        return task;
    }

    private String id(TaskAssignment task) {
        return id(status(task));
    }

    private String answer(EngineRequest request) throws IOException, EngineRefusal {
        try (EngineConnection call = agent.callEngine(request)) {
            EngineHead head = call.head();
            return head.status() + " " + new String(call.output().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static EngineRequest of(EngineCall call, TaskAssignment task, String container, String query) {
        return EngineRequest.ofContainer(call, task.task(), container, query, "");
    }

    @Test
    void aTasksContainerIsReadByItsIdOrAsTheFirstOfItsTask() throws Exception {
        TaskAssignment task = running();
        assertThat(answer(of(EngineCall.INSPECT, task, id(task), "")))
                .startsWith("200 ")
                .contains(id(task));
        assertThat(answer(of(EngineCall.INSPECT, task, "", ""))).contains(id(task));
        assertThat(answer(of(EngineCall.LOGS, task, "", "stdout=1"))).contains("hello");
        assertThat(answer(of(EngineCall.TOP, task, "", ""))).contains("sleep 1000");
    }

    @Test
    void aContainerOfAnotherTaskIsNotFound() throws Exception {
        TaskAssignment task = running();
        TaskAssignment other = running();
        assertThatThrownBy(() -> answer(of(EngineCall.INSPECT, task, id(other), "")))
                .isInstanceOf(EngineRefusal.class)
                .hasMessage("No such container: " + id(other));
        TaskId unknown = new TaskId("unknown");
        assertThatThrownBy(() -> answer(EngineRequest.ofContainer(EngineCall.INSPECT, unknown, "", "", "")))
                .isInstanceOf(EngineRefusal.class)
                .hasMessage("No such container: unknown");
    }

    @Test
    void aQueryCannotSmuggleAnotherRequest() {
        TaskAssignment task = running();
        assertThatThrownBy(() -> answer(of(EngineCall.INSPECT, task, "", "a=b HTTP/1.1\r\nX: y")))
                .isInstanceOf(EngineRefusal.class)
                .hasMessageContaining("a query has no blanks");
    }

    @Test
    void aProgramGetsItsInputUpToTheEndAndItsOutputComesBack() throws Exception {
        TaskAssignment task = running();
        String exec = exec(task, "{\"AttachStdin\":true,\"AttachStdout\":true,\"Cmd\":[\"cat\"]}");
        EngineRequest start = EngineRequest.ofExec(EngineCall.START_EXEC, task.task(), exec, "", "{}");
        try (EngineConnection call = agent.callEngine(start)) {
            assertThat(call.head().status()).isEqualTo(101);
            try (OutputStream typed = call.input()) {
                typed.write("typed".getBytes(StandardCharsets.UTF_8));
            }
            byte[] framed = call.output().readAllBytes();
            assertThat(new String(framed, 8, framed.length - 8, StandardCharsets.UTF_8))
                    .isEqualTo("typed");
        }
        assertThat(answer(EngineRequest.ofExec(EngineCall.INSPECT_EXEC, task.task(), exec, "", "")))
                .contains("\"ExitCode\":0");
    }

    @Test
    void aProgramInAContainerOfAnotherTaskIsNotFound() throws Exception {
        TaskAssignment task = running();
        TaskAssignment other = running();
        String exec = exec(other, "{\"Cmd\":[\"true\"]}");
        for (String asked : new String[] {exec, "../containers", ""}) {
            assertThatThrownBy(() -> answer(EngineRequest.ofExec(EngineCall.START_EXEC, task.task(), asked, "", "{}")))
                    .isInstanceOf(EngineRefusal.class)
                    .hasMessage("No such exec instance: " + asked);
        }
    }

    @Test
    void aDetachedProgramIsAnsweredAtOnce() throws Exception {
        TaskAssignment task = running();
        String exec = exec(task, "{\"Cmd\":[\"touch\",\"/tmp/touched\"]}");
        assertThat(answer(EngineRequest.ofExec(EngineCall.START_EXEC, task.task(), exec, "", "{\"Detach\":true}")))
                .isEqualTo("200 ");
    }

    @Test
    void anArchiveGoesInAndComesOutAgain() throws Exception {
        TaskAssignment task = running();
        byte[] archive;
        try (EngineConnection call = agent.callEngine(of(EngineCall.READ_ARCHIVE, task, "", "path=/etc"))) {
            assertThat(call.head().headers()).containsKey("x-docker-container-path-stat");
            archive = call.output().readAllBytes();
        }
        try (EngineConnection call = agent.callEngine(of(EngineCall.WRITE_ARCHIVE, task, "", "path=/tmp"))) {
            call.input().write(archive);
            call.input().close();
            assertThat(call.head().status()).isEqualTo(200);
        }
        assertThat(answer(of(EngineCall.READ_ARCHIVE, task, "", "path=/tmp/etc")))
                .startsWith("200 ");
        assertThat(answer(of(EngineCall.READ_ARCHIVE, task, "", "path=/nosuch")))
                .startsWith("404 ");
    }

    @Test
    void theEngineItselfIsReadOnly() throws Exception {
        assertThat(answer(EngineRequest.ofNode(EngineCall.VOLUMES, ""))).startsWith("200 {\"Volumes\"");
        assertThatThrownBy(() -> answer(EngineRequest.ofNode(EngineCall.KILL, "")))
                .isInstanceOf(EngineRefusal.class)
                .hasMessage("the call KILL names no task");
    }

    private String exec(TaskAssignment task, String body) throws IOException, EngineRefusal {
        String answer = answer(EngineRequest.ofContainer(EngineCall.CREATE_EXEC, task.task(), "", "", body));
        Matcher id = ID.matcher(answer);
        assertThat(id.find()).as(answer).isTrue();
        return id.group(1);
    }
}
