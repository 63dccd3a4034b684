package io.berth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WhyAndPlanTest extends ApiTestBase {
    private static final String TOO_LARGE = """
        {"mode": {"replicas": 2}, "template": {"containers": [
          {"image": "x", "reserved": {"memoryBytes": 99999999999}}]}}\
        """;

    @BeforeEach
    void connectTwoNodes() {
        control.connect("n1", "host-1");
        control.connect("n2", "host-2");
    }

    @Test
    void aPlacedTaskIsExplainedByItsCandidates() {
        put("/services/web", spec("nginx:1", 1)).is(200);

        Answer why = get("/why/web.1").is(200);

        assertThat(why.json().path("kind").asText()).isEqualTo("task");
        assertThat(why.json().at("/placement/candidates").findValuesAsText("node"))
                .contains("n1", "n2");
        assertThat(why.json().path("text").toString()).contains("was chosen among", "running");
        assertThat(why.json().path("chain").findValuesAsText("type"))
                .contains("service.tasks-assigned", "service.tasks-observed");
    }

    @Test
    void aPendingServiceIsExplainedByWhoRefusesAndWhatWouldHelp() {
        put("/services/big", TOO_LARGE).is(200);

        Answer why = get("/why/big").is(200);

        assertThat(why.json().path("state").asText()).isEqualTo("pending");
        assertThat(why.json().at("/pending/0/slots").toString()).isEqualTo("[\"1\",\"2\"]");
        assertThat(why.json().at("/pending/0/why/refusals/0/filter").asText()).isEqualTo("resources");
        assertThat(why.json().at("/pending/0/text").asText()).contains("2 lack memory");
        assertThat(why.json().path("help").get(0).asText()).contains("reserve less");
    }

    @Test
    void aRestartIsExplainedByTheTaskThatEnded() {
        put("/services/web", spec("nginx:1", 1)).is(200);
        Answer task = get("/tasks/web.1").is(200);
        TaskId id = new TaskId(task.json().path("id").asText());

        control.report(
                task.json().path("node").asText(),
                TaskStatus.ended(TaskState.FAILED, InMemoryControlPlane.START, "out of memory"),
                id);

        assertThat(get("/why/" + id).is(200).json().path("text").toString()).contains("failed", "out of memory");
        get("/why/none").isProblem(404, "not-found");
    }

    @Test
    void aPlanOfANewServiceSaysWhereTasksWouldGoAndWritesNothing() {
        long before = control.position();

        Answer plan = post("/plan?service=web", spec("nginx:1", 4)).is(200);

        assertThat(plan.json().at("/services/0/action").asText()).isEqualTo("created");
        assertThat(plan.json().at("/services/0/placed").findValuesAsText("tasks"))
                .containsExactly("2", "2");
        assertThat(plan.json().at("/services/0/pending").asInt()).isZero();
        assertThat(control.position()).isEqualTo(before);
    }

    @Test
    void aPlanOfAChangeNamesTheFields() {
        put("/services/web", spec("nginx:1", 1)).is(200);

        Answer plan = post("/plan?service=web", spec("nginx:2", 1)).is(200);

        assertThat(plan.json().at("/services/0/action").asText()).isEqualTo("updated");
        assertThat(plan.json().at("/services/0/changes/0/field").asText()).isEqualTo("template.containers[0].image");
        assertThat(plan.json().at("/services/0/changes/0/to").asText()).isEqualTo("\"nginx:2\"");
        assertThat(plan.json().at("/services/0/newTasks").asInt()).isEqualTo(1);
        assertThat(post("/plan?service=web", spec("nginx:1", 1))
                        .json()
                        .at("/services/0/action")
                        .asText())
                .isEqualTo("unchanged");
    }

    @Test
    void aPlanOfMoreReplicasAddsOnlyThese() {
        put("/services/web", spec("nginx:1", 1)).is(200);

        Answer plan = post("/plan?service=web", spec("nginx:1", 3)).is(200);

        assertThat(plan.json().at("/services/0/newTasks").asInt()).isEqualTo(2);
    }

    @Test
    void aPlanOfAGlobalServiceHasATaskForEachNode() {
        Answer plan = post("/plan?service=all", """
            {"mode": {"kind": "global"}, "template": {"containers": [{"image": "x"}]}}\
            """).is(200);

        assertThat(plan.json().at("/services/0/placed").findValuesAsText("node"))
                .containsExactly("n1", "n2");
    }

    @Test
    void aPlanThatDoesNotFitSaysWhatIsMissing() {
        Answer plan = post("/plan?service=big", TOO_LARGE).is(200);

        assertThat(plan.json().at("/services/0/pending").asInt()).isEqualTo(2);
        assertThat(plan.json().at("/services/0/text/0").asText()).contains("would wait", "lack memory");
    }

    @Test
    void aPlanOfAWrongSpecIsRefused() {
        post("/plan?service=web", "{}").isProblem(422, "invalid");
        post("/plan", "{}").isProblem(400, "malformed");
        post("/plan?service=web", """
            {"template": {"containers": [{"image": "x", "configs": [{"name": "none"}]}]}}\
            """).isProblem(422, "invalid");
    }
}
