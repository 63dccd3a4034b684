package io.berth.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.domain.agent.LogLine;
import io.berth.domain.task.TaskId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TasksTest extends ApiTestBase {
    private String id = "";

    @BeforeEach
    void runTwoServices() {
        control.connect("n1", "host-1");
        put("/services/web", spec("nginx:1", 2)).is(200);
        put("/services/db", spec("postgres:1", 1)).is(200);
        id = items("?service=db").get(0).path("id").asText();
        control.logs(List.of(line(0, false, "one"), line(1, true, "two"), line(2, false, "three")));
    }

    @Test
    void tasksAreListedByServiceAndSlotAndFiltered() {
        assertThat(items("").findValuesAsText("service")).containsExactly("db", "web", "web");
        assertThat(items("?service=web").findValuesAsText("slot")).containsExactly("1", "2");
        assertThat(items("?node=host-1")).hasSize(3);
        assertThat(items("?node=n1&state=running")).hasSize(3);
        assertThat(items("?node=other")).isEmpty();
        assertThat(items("?state=failed")).isEmpty();
        assertThat(items("?stack=shop")).isEmpty();
        get("/tasks?state=fine").isProblem(400, "malformed");
    }

    @Test
    void aTaskIsFoundByIdByTheBeginningOfItAndByName() {
        assertThat(get("/tasks/" + id).is(200).json().path("name").asText()).isEqualTo("db.1." + id);
        assertThat(get("/tasks/" + id.substring(0, 20))
                        .is(200)
                        .json()
                        .path("id")
                        .asText())
                .isEqualTo(id);
        assertThat(get("/tasks/db.1." + id).is(200).json().path("hostname").asText())
                .isEqualTo("host-1");
        assertThat(get("/tasks/db.1").is(200).json().path("id").asText()).isEqualTo(id);
        assertThat(get("/tasks/db.1").json().path("state").asText()).isEqualTo("running");
        assertThat(get("/tasks/none").isProblem(404, "not-found").detail()).contains("no task none");
    }

    @Test
    void logsArePlainTextUnlessJsonLinesAreAskedFor() {
        Answer text = get("/tasks/db.1/logs").is(200);
        Answer json = send(request("/tasks/db.1/logs").GET().header("Accept", "application/x-ndjson"))
                .is(200);

        assertThat(text.header("Content-Type")).startsWith("text/plain");
        assertThat(text.text()).isEqualTo("one\ntwo\nthree\n");
        assertThat(json.header("Content-Type")).startsWith("application/x-ndjson");
        assertThat(json.text().lines()).hasSize(3).element(1).asString().contains("\"stream\":\"stderr\"", "\"two\"");
    }

    @Test
    void logsAreCutByTailAndSinceAndCarryTimes() {
        assertThat(get("/tasks/db.1/logs?tail=1").text()).isEqualTo("three\n");
        assertThat(get("/tasks/db.1/logs?since=2026-01-31T12:00:01Z").text()).isEqualTo("two\nthree\n");
        assertThat(get("/tasks/db.1/logs?tail=1&timestamps=true").text()).isEqualTo("2026-01-31T12:00:02Z three\n");
        get("/tasks/db.1/logs?tail=few").isProblem(400, "malformed");
        get("/tasks/db.1/logs?since=noon").isProblem(400, "malformed");
        get("/tasks/none/logs").isProblem(404, "not-found");
    }

    @Test
    void logsOfAServiceNameTheirTask() {
        assertThat(get("/services/db/logs?tail=1").is(200).text()).isEqualTo("db.1." + id + " | three\n");
        get("/services/none/logs").isProblem(404, "not-found");
    }

    @Test
    void aLogOnANodeThatIsAwayIsRefused() {
        control.disconnect("n1");

        assertThat(get("/tasks/db.1/logs").isProblem(503, "unreachable").detail())
                .contains("node n1");
    }

    private JsonNode items(String query) {
        return get("/tasks" + query).is(200).json().path("items");
    }

    private LogLine line(int second, boolean isError, String text) {
        return new LogLine(
                new TaskId(id), "main", isError, InMemoryControlPlane.START.plus(Duration.ofSeconds(second)), text);
    }
}
