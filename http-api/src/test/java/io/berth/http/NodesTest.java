package io.berth.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.entity.Cause;
import io.berth.domain.fleet.Availability;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodesTest extends ApiTestBase {
    @BeforeEach
    void connectTwoNodes() {
        control.connect("n1", "host-1");
        control.connect("n2", "host-2");
    }

    @Test
    void nodesAreListedWithTheirBooks() {
        Answer list = get("/nodes").is(200);

        assertThat(list.json().path("items").findValuesAsText("id")).containsExactly("n1", "n2");
        assertThat(list.json().at("/items/0/capacity/nanoCpus").asLong()).isEqualTo(4_000_000_000L);
        assertThat(list.json().at("/items/0/status").asText()).isEqualTo("ready");
        assertThat(list.json().at("/items/0/role").asText()).isEqualTo("manager");
        assertThat(list.json().path("position").asLong()).isEqualTo(2);
    }

    @Test
    void aNodeIsFoundByIdAndByHostname() {
        assertThat(get("/nodes/n1").is(200).json().path("hostname").asText()).isEqualTo("host-1");
        assertThat(get("/nodes/host-2").is(200).json().path("id").asText()).isEqualTo("n2");
        get("/nodes/none").isProblem(404, "not-found");
    }

    @Test
    void aHostnameOfTwoNodesIsRefused() {
        control.connect("n3", "host-1");

        assertThat(get("/nodes/host-1").isProblem(404, "not-found").detail()).contains("2 nodes", "use an id");
    }

    @Test
    void aPatchSetsAndRemovesLabelsAndLeavesTheRest() {
        patch("{\"labels\": {\"zone\": \"a\", \"disk\": \"ssd\"}}").is(200);

        Answer changed = patch("{\"labels\": {\"zone\": null, \"rack\": \"7\"}, \"availability\": \"drain\"}")
                .is(200);

        assertThat(changed.json().path("labels").toString())
                .contains("disk", "rack")
                .doesNotContain("zone");
        assertThat(changed.json().path("availability").asText()).isEqualTo("drain");
        assertThat(patch("{}").is(200).json().path("labels").size()).isEqualTo(2);
    }

    @Test
    void ofTwoPatchesAtOnceNothingIsLost() {
        var second = new NodeCommand.Patch(Map.of("rack", "7"), Set.of(), Optional.of(Availability.PAUSE));
        control.intercept((node, _) -> {
            control.intercept((_, _) -> Optional.empty());
            control.execute(node, second, Cause.SYSTEM);
            return Optional.empty();
        });

        patch("{\"labels\": {\"zone\": \"a\"}}").is(200);

        JsonNode node = get("/nodes/n1").json();
        assertThat(node.path("labels").toString()).contains("\"rack\":\"7\"", "\"zone\":\"a\"");
        assertThat(node.path("availability").asText()).isEqualTo("pause");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"availability": "off"}   | 422 | availability
        {"labels": {"a=b": "c"}}  | 422 | labels
        {"labels": ["a"]}         | 400 | labels
        {"labels": {"a": {}}}     | 400 | labels.a
        {"label": {}}             | 400 | label
        """)
    void aWrongPatchIsRefusedByItsField(String body, int status, String field) {
        Answer refused = patch(body);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo(field);
    }

    @Test
    void onlyANodeThatIsDownCanBeRemoved() {
        delete("/nodes/n1").isProblem(409, "conflict");
        control.disconnect("n1");
        control.advance(Duration.ofMinutes(10));

        assertThat(delete("/nodes/n1").status()).isEqualTo(204);

        get("/nodes/n1").isProblem(404, "not-found");
        delete("/nodes/n1?force=perhaps").isProblem(400, "malformed");
    }

    private Answer patch(String body) {
        return sendJson("PATCH", "/nodes/n1", body);
    }
}
