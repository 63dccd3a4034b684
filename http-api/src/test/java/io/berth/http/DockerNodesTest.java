package io.berth.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes as Swarm's clients read and change them. */
class DockerNodesTest extends ApiTestBase {
    @BeforeEach
    void connect() {
        control.connect("n1", "alpha");
    }

    private Answer node() {
        return docker("GET", "/v1.50/nodes/alpha", "").is(200);
    }

    private String index() {
        return node().json().at("/Version/Index").asText();
    }

    private Answer update(String availability, String index) {
        return docker(
                "POST",
                "/nodes/alpha/update?version=" + index,
                "{\"Labels\": {\"zone\": \"a\"}, \"Role\": \"manager\", \"Availability\": \"" + availability + "\"}");
    }

    @Test
    void aNodeIsFoundByItsHostnameAndShowsWhatItIs() {
        Answer node = node();

        assertThat(node.json().path("ID").asText()).matches("[0-9a-z]{25}");
        assertThat(node.json().at("/Spec/Role").asText()).isEqualTo("manager");
        assertThat(node.json().at("/Spec/Availability").asText()).isEqualTo("active");
        assertThat(node.json().at("/Status/State").asText()).isEqualTo("ready");
        assertThat(node.json().at("/Description/Hostname").asText()).isEqualTo("alpha");
        assertThat(node.json().at("/Description/Resources/NanoCPUs").asLong()).isEqualTo(4_000_000_000L);
        assertThat(node.json().at("/ManagerStatus/Leader").asBoolean()).isTrue();
        assertThat(node.json().at("/ManagerStatus/Reachability").asText()).isEqualTo("reachable");
        docker("GET", "/nodes/nope", "").isError(404, "node nope not found");
    }

    @Test
    void oneOfSeveralManagersIsShownAsTheLeader() {
        control.connect("n2", "beta");

        Answer nodes = docker("GET", "/nodes", "").is(200);

        assertThat(nodes.json().findValues("Leader")).hasSize(1);
        assertThat(nodes.json().findValues("ManagerStatus")).hasSize(2);
    }

    @Test
    void labelsAndAvailabilityAreChangedTogetherForTheVersionThatWasSeen() {
        String seen = index();
        update("drain", seen).is(200);

        assertThat(node().json().at("/Spec/Labels/zone").asText()).isEqualTo("a");
        assertThat(node().json().at("/Spec/Availability").asText()).isEqualTo("drain");
        update("active", seen).isError(500, "rpc error: code = Unknown desc = update out of sequence");
        assertThat(node().json().at("/Spec/Availability").asText()).isEqualTo("drain");
    }

    @Test
    void whatANodeCannotBeIsRefusedInSwarmsWords() {
        update("nonsense", index()).isError(400, "invalid Availability: \"nonsense\"");
        docker("POST", "/nodes/alpha/update?version=x", "{}")
                .isError(400, "invalid node version 'x': strconv.ParseUint: parsing \"x\": invalid syntax");
        docker("POST", "/nodes/alpha/update?version=" + index(), "{\"Availability\": \"active\"}")
                .isError(400, "invalid Role: \"\"");
        docker("POST", "/nodes/alpha/update?version=" + index(), "{\"Role\": \"worker\", \"Availability\": \"active\"}")
                .isError(
                        400,
                        "rpc error: code = FailedPrecondition desc = attempting to demote the last manager of the"
                                + " swarm");
    }

    @Test
    void aMemberIsNotRemovedWhileItRuns() {
        String id = node().json().path("ID").asText();

        docker("DELETE", "/nodes/alpha?force=1", "")
                .isError(
                        400,
                        "rpc error: code = FailedPrecondition desc = node " + id
                                + " is a cluster manager and is a member of the raft cluster. It must be demoted to"
                                + " worker before removal");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"name\":{\"al\":true}}', 1",
        "'{\"name\":[\"be\"]}', 0",
        "'{\"role\":[\"worker\"]}', 0",
        "'{\"role\":{\"manager\":true}}', 1",
        "'{\"node.label\":[\"zone=a\"]}', 1",
        "'{\"node.label\":[\"zone=b\"]}', 0",
        "'{\"label\":[\"zone\"]}', 0",
        "'{\"membership\":[\"accepted\"]}', 1"
    })
    void filtersOfBothFormsChooseNodes(String filters, int found) {
        update("active", index()).is(200);

        Answer nodes = docker("GET", "/nodes?filters=" + encoded(filters), "").is(200);

        assertThat(nodes.json()).hasSize(found);
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
