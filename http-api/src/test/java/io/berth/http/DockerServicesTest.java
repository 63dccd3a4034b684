package io.berth.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services and their tasks, as the Docker command line asks for them. */
class DockerServicesTest extends ApiTestBase {
    private static final String RPC = "rpc error: code = ";

    @BeforeEach
    void connect() {
        control.connect("n1", "alpha");
    }

    static String body(String name, String mode, String more) {
        return """
            {"Name":"%s","Labels":{"tier":"front"},"TaskTemplate":{"ContainerSpec":{"Image":"busybox:1",
             "Args":["sleep","1000"]},"ForceUpdate":0%s},"Mode":%s}\
            """.formatted(name, more, mode);
    }

    static String replicated(int replicas) {
        return "{\"Replicated\":{\"Replicas\":%d}}".formatted(replicas);
    }

    private String created(String name, String mode, String more) {
        return docker("POST", "/v1.50/services/create", body(name, mode, more))
                .is(201)
                .json()
                .path("ID")
                .asText();
    }

    private JsonNode service(String name) {
        return docker("GET", "/v1.50/services/" + name + "?status=true", "")
                .is(200)
                .json();
    }

    private JsonNode tasks(String filters) {
        String encoded = URLEncoder.encode(filters, StandardCharsets.UTF_8);
        return docker("GET", "/v1.50/tasks?filters=" + encoded, "").is(200).json();
    }

    private Answer update(JsonNode service, ObjectNode spec) {
        return docker(
                "POST",
                "/v1.50/services/%s/update?version=%d"
                        .formatted(
                                service.path("ID").asText(),
                                service.at("/Version/Index").asLong()),
                spec.toString());
    }

    @Test
    void aCreatedServiceIsFoundByIdNameAndTheBeginningOfItsId() {
        String id = created("web", replicated(2), "");

        assertThat(id).matches("[0-9a-z]{25}");
        assertThat(service(id)).isEqualTo(service("web")).isEqualTo(service(id.substring(0, 20)));
        assertThat(service("web").at("/Spec/TaskTemplate/ContainerSpec/Image").asText())
                .isEqualTo("busybox:1");
        assertThat(service("web").at("/ServiceStatus/RunningTasks").asInt()).isEqualTo(2);
        assertThat(service("web").at("/ServiceStatus/DesiredTasks").asInt()).isEqualTo(2);
        docker("GET", "/services/nope", "").isError(404, "service nope not found");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"name":{"we":true}}              | true
        {"name":["x"]}                    | false
        {"label":["tier=front"]}          | true
        {"label":["tier=back"]}           | false
        {"mode":["replicated"]}           | true
        {"mode":["global"]}               | false
        """)
    void listsAreFiltered(String filters, boolean isListed) {
        created("web", replicated(1), "");

        JsonNode list = docker("GET", "/services?filters=" + URLEncoder.encode(filters, StandardCharsets.UTF_8), "")
                .is(200)
                .json();

        assertThat(list.size()).isEqualTo(isListed ? 1 : 0);
    }

    @Test
    void aSecondServiceOfTheNameIsRefused() {
        created("web", replicated(1), "");

        docker("POST", "/services/create", body("web", replicated(1), ""))
                .isError(
                        409,
                        RPC
                                + "AlreadyExists desc = name conflicts with an existing object: service web already"
                                + " exists");
        docker("POST", "/services/create", body("a.b", replicated(1), ""))
                .isError(400, RPC + "InvalidArgument desc = name must be valid as a DNS name component");
    }

    @Test
    void aServiceWithoutANameGetsOne() {
        String id = created("", replicated(1), "");

        assertThat(service(id).at("/Spec/Name").asText()).matches("[a-z]+_[a-z]+_[a-z0-9]+");
    }

    @Test
    void anUpdateOfAnOldVersionIsOutOfSequenceAndANewOneRollsOut() {
        created("web", replicated(1), "");
        JsonNode before = service("web");
        ObjectNode spec = before.path("Spec").deepCopy();
        ((ObjectNode) spec.at("/TaskTemplate/ContainerSpec")).put("Image", "busybox:2");

        update(before, spec).is(200);

        JsonNode after = service("web");
        assertThat(after.at("/UpdateStatus/State").asText()).isEqualTo("updating");
        assertThat(after.at("/PreviousSpec/TaskTemplate/ContainerSpec/Image").asText())
                .isEqualTo("busybox:1");
        update(before, spec).isError(500, RPC + "Unknown desc = update out of sequence");
        docker("POST", "/services/web/update", spec.toString())
                .isError(400, "invalid service version '': strconv.ParseUint: parsing \"\": invalid syntax");
    }

    @Test
    void tasksOfTheOldSpecAreNotUpToDate() {
        String id = created("web", replicated(2), "");
        String upToDate = "{\"service\":[\"%s\"],\"_up-to-date\":[\"true\"]}".formatted(id);
        assertThat(tasks(upToDate).size()).isEqualTo(2);
        ObjectNode spec = service("web").path("Spec").deepCopy();
        ((ObjectNode) spec.at("/TaskTemplate")).put("ForceUpdate", 1);
        spec.putObject("UpdateConfig").put("Parallelism", 1).put("Delay", 60_000_000_000L);

        update(service("web"), spec).is(200);

        assertThat(tasks(upToDate).size()).isEqualTo(1);
    }

    @Test
    void aScaledServiceTellsNothingOfAnUpdateThatHasEnded() {
        created("web", replicated(1), "");
        ObjectNode spec = service("web").path("Spec").deepCopy();
        ((ObjectNode) spec.at("/TaskTemplate")).put("ForceUpdate", 1);
        update(service("web"), spec).is(200);
        control.advance(Duration.ofSeconds(6));
        assertThat(service("web").at("/UpdateStatus/State").asText()).isEqualTo("completed");

        ((ObjectNode) spec.at("/Mode/Replicated")).put("Replicas", 3);
        update(service("web"), spec).is(200);

        assertThat(service("web").has("UpdateStatus")).isFalse();
        assertThat(service("web").at("/ServiceStatus/DesiredTasks").asInt()).isEqualTo(3);
    }

    @Test
    void aRollbackPutsThePreviousSpecAndNeedsOne() {
        String id = created("web", replicated(1), "");
        docker("POST", "/services/web/update?version=1&rollback=previous", "{}")
                .isError(400, RPC + "FailedPrecondition desc = service " + id + " does not have a previous spec");
        ObjectNode spec = service("web").path("Spec").deepCopy();
        ((ObjectNode) spec.at("/TaskTemplate/ContainerSpec")).put("Image", "busybox:2");
        update(service("web"), spec).is(200);

        docker("POST", "/services/web/update?version=2&rollback=previous", "{}").is(200);

        assertThat(service("web").at("/Spec/TaskTemplate/ContainerSpec/Image").asText())
                .isEqualTo("busybox:1");
        assertThat(service("web").at("/UpdateStatus/State").asText()).isEqualTo("rollback_started");
        assertThat(service("web").at("/UpdateStatus/Message").asText()).isEqualTo("manually requested rollback");
    }

    @Test
    void nameAndModeStayAsTheyAre() {
        created("web", replicated(1), "");

        docker("POST", "/services/web/update?version=1", body("other", replicated(1), ""))
                .isError(501, RPC + "Unimplemented desc = renaming services is not supported");
        docker("POST", "/services/web/update?version=1", body("web", "{\"Global\":{}}", ""))
                .isError(501, RPC + "Unimplemented desc = service mode change is not allowed");
        docker("POST", "/services/web/update?version=1&rollback=foo", body("web", replicated(1), ""))
                .isError(500, "unrecognized rollback option foo");
        docker("POST", "/services/web/update?version=1&registryAuthFrom=foo", body("web", replicated(1), ""))
                .isError(500, "unsupported registryAuthFrom value");
    }

    @Test
    void aRemovedServiceIsGoneAndItsNameIsFree() {
        created("web", replicated(1), "");

        docker("DELETE", "/services/web", "").is(200);

        docker("GET", "/services/web", "").isError(404, "service web not found");
        docker("DELETE", "/services/web", "").isError(404, "service web not found");
        created("web", replicated(1), "");
    }

    @Test
    void aSlotThatNoNodeCanTakeHasATaskThatSaysWhy() {
        created("web", replicated(1), ",\"Placement\":{\"Constraints\":[\"node.labels.zone==z\"]}");

        JsonNode task = tasks("{\"service\":[\"web\"]}").path(0);

        assertThat(task.at("/Status/State").asText()).isEqualTo("pending");
        assertThat(task.at("/Status/Err").asText())
                .isEqualTo("no suitable node (scheduling constraints not satisfied on 1 node)");
        assertThat(task.path("DesiredState").asText()).isEqualTo("running");
        assertThat(task.path("Slot").asInt()).isEqualTo(1);
        assertThat(task.has("NodeID")).isFalse();
        assertThat(tasks("{}").path(0)).isEqualTo(task);
        assertThat(docker("GET", "/tasks/" + task.path("ID").asText(), "")
                        .is(200)
                        .json())
                .isEqualTo(task);
    }

    @Test
    void jobsCountTheirSlotsAndRunsFromZero() {
        created("job", "{\"ReplicatedJob\":{\"MaxConcurrent\":1,\"TotalCompletions\":2}}", "");

        JsonNode task = tasks("{\"service\":[\"job\"]}").path(0);

        assertThat(task.has("Slot")).isFalse();
        assertThat(task.path("JobIteration").isEmpty()).isTrue();
        assertThat(task.path("DesiredState").asText()).isEqualTo("complete");
        assertThat(service("job").at("/JobStatus/JobIteration").isEmpty()).isTrue();
        assertThat(service("job").at("/ServiceStatus/DesiredTasks").asInt()).isEqualTo(1);
    }

    @Test
    void tasksAreFilteredByServiceNodeStateAndLabelOfTheService() {
        created("web", replicated(2), "");
        created("all", "{\"Global\":{}}", "");

        assertThat(tasks("{}").size()).isEqualTo(3);
        assertThat(tasks("{\"service\":[\"all\"]}").size()).isEqualTo(1);
        assertThat(tasks("{\"node\":[\"alpha\"]}").size()).isEqualTo(3);
        assertThat(tasks("{\"name\":[\"web.1\"]}").size()).isEqualTo(1);
        assertThat(tasks("{\"label\":[\"tier\"]}").size()).isEqualTo(3);
        assertThat(tasks("{\"desired-state\":[\"shutdown\"]}").size()).isZero();
        assertThat(tasks("{\"desired-state\":[\"running\"]}").size()).isEqualTo(3);
        String state = URLEncoder.encode("{\"desired-state\":[\"foo\"]}", StandardCharsets.UTF_8);
        docker("GET", "/tasks?filters=" + state, "").isError(500, "Invalid desired-state filter: 'foo'");
        String node = URLEncoder.encode("{\"node\":[\"nope\"]}", StandardCharsets.UTF_8);
        docker("GET", "/tasks?filters=" + node, "").isError(404, "node nope not found");
    }

    @Test
    void aServiceThatNoDockerClientWroteIsShownInItsWords() {
        put("/services/web", spec("busybox:1", 2)).is(200);

        JsonNode service = service("web");

        assertThat(service.at("/Spec/Name").asText()).isEqualTo("web");
        assertThat(service.at("/Spec/Mode/Replicated/Replicas").asInt()).isEqualTo(2);
        assertThat(service.at("/Spec/TaskTemplate/ContainerSpec/Image").asText())
                .isEqualTo("busybox:1");
        update(service, service.path("Spec").deepCopy()).is(200);
        assertThat(tasks("{\"_up-to-date\":[\"true\"]}").size()).isEqualTo(2);
    }
}
