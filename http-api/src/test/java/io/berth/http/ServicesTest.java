package io.berth.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.domain.entity.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServicesTest extends ApiTestBase {
    @Test
    void aServiceThatIsPutCanBeReadWithItsRevisionAsTag() {
        control.connect("n1", "host-1");

        Answer put = put("/services/web", spec("nginx:1", 2)).is(200);
        Answer read = get("/services/web").is(200);

        assertThat(put.header("ETag")).isEqualTo("\"1\"");
        assertThat(read.header("ETag")).isEqualTo("\"1\"");
        assertThat(read.json().path("name").asText()).isEqualTo("web");
        assertThat(read.json().path("uid").asText()).startsWith("id");
        assertThat(read.json().path("desired").asInt()).isEqualTo(2);
        assertThat(read.json().at("/spec/template/containers/0/image").asText()).isEqualTo("nginx:1");
    }

    @Test
    void whatIsReadCanBePutAgainAndChangesNothing() {
        put("/services/web", """
            {"labels": {"tier": "front"}, "mode": {"kind": "replicated", "replicas": 3},
             "template": {
               "containers": [{"name": "main", "image": "nginx:1", "args": ["-v"], "env": {"B": "1", "A": "2"},
                 "mounts": [{"type": "tmpfs", "target": "/tmp", "sizeBytes": 1048576}],
                 "reserved": {"nanoCpus": 500000000, "memoryBytes": 67108864}, "stopGrace": "1m30s",
                 "health": {"test": ["CMD", "true"], "interval": "5s"}}],
               "restart": {"condition": "onFailure", "delay": "250ms"},
               "placement": {"constraints": ["node.labels.zone == a"], "spread": ["node.labels.rack"]}},
             "update": {"parallelism": 2, "order": "startFirst", "onFailure": "rollback", "maxFailureRatio": 0.25},
             "ports": [{"target": 80, "published": 8080}]}\
            """).is(200);

        JsonNode spec = get("/services/web").json().path("spec");
        Answer again = put("/services/web", spec.toString()).is(200);

        assertThat(again.json().path("revision").asInt()).isEqualTo(1);
        assertThat(again.json().path("spec")).isEqualTo(spec);
        assertThat(spec.at("/template/containers/0/stopGrace").asText()).isEqualTo("1m30s");
        assertThat(spec.at("/template/containers/0/env").toString()).isEqualTo("{\"B\":\"1\",\"A\":\"2\"}");
        assertThat(spec.at("/template/placement/constraints/0").asText()).isEqualTo("node.labels.zone==a");
    }

    @Test
    void listsAreFilteredByStackNamespaceAndLabel() {
        put("/services/a", """
            {"labels": {"com.docker.stack.namespace": "shop", "tier": "front"},
             "template": {"containers": [{"image": "x"}]}}\
            """).is(200);
        put("/services/b?namespace=other", spec("x", 1)).is(200);

        assertThat(names("")).containsExactly("a", "b");
        assertThat(names("?stack=shop")).containsExactly("a");
        assertThat(names("?namespace=other")).containsExactly("b");
        assertThat(names("?label=tier")).containsExactly("a");
        assertThat(names("?label=tier=front")).containsExactly("a");
        assertThat(names("?label=tier=back")).isEmpty();
    }

    @Test
    void aPutOnAnOldRevisionIsRefused() {
        put("/services/web", spec("nginx:1", 1)).is(200);
        put("/services/web", spec("nginx:2", 1), "If-Match", "\"1\"").is(200);

        Answer stale =
                put("/services/web", spec("nginx:3", 1), "If-Match", "\"1\"").isProblem(412, "stale");

        assertThat(stale.detail()).contains("revision 2", "expects 1");
        put("/services/web", spec("nginx:3", 1), "If-None-Match", "*").isProblem(412, "stale");
        put("/services/web", spec("nginx:3", 1), "If-Match", "abc").isProblem(400, "malformed");
    }

    @Test
    void scalingChangesTheNumberOfReplicas() {
        put("/services/web", spec("nginx:1", 1)).is(200);

        assertThat(post("/services/web/scale", "{\"replicas\": 3}")
                        .is(200)
                        .json()
                        .path("desired")
                        .asInt())
                .isEqualTo(3);
        post("/services/web/scale", "{\"replicas\": -1}").isProblem(422, "invalid");
        post("/services/web/scale", "{}").isProblem(422, "invalid");
        post("/services/none/scale", "{\"replicas\": 3}").isProblem(404, "not-found");
    }

    @Test
    void aGlobalServiceCannotBeScaled() {
        put("/services/agent", """
            {"mode": {"kind": "global"}, "template": {"containers": [{"image": "x"}]}}\
            """).is(200);

        Answer refused = post("/services/agent/scale", "{\"replicas\": 3}").isProblem(422, "invalid");

        assertThat(refused.detail()).contains("replicated mode");
    }

    @Test
    void rollbackPutsThePreviousSpecAgain() {
        put("/services/web", spec("nginx:1", 1)).is(200);
        post("/services/web/rollback").isProblem(409, "conflict");
        put("/services/web", spec("nginx:2", 1)).is(200);

        Answer back = post("/services/web/rollback").is(200);

        assertThat(back.json().at("/spec/template/containers/0/image").asText()).isEqualTo("nginx:1");
    }

    @Test
    void restartRaisesTheForceCounter() {
        put("/services/web", spec("nginx:1", 1)).is(200);

        Answer restarted = post("/services/web/restart").is(200);

        assertThat(restarted.json().at("/spec/template/forceUpdate").asInt()).isEqualTo(1);
        post("/services/none/restart").isProblem(404, "not-found");
    }

    @Test
    void aRolloutThatDoesNotRunCannotBePausedOrResumed() {
        put("/services/web", spec("nginx:1", 1)).is(200);

        post("/services/web/rollout/pause").isProblem(409, "conflict");
        post("/services/web/rollout/resume").isProblem(409, "conflict");
    }

    @Test
    void aRemovedServiceIsGone() {
        put("/services/web", spec("nginx:1", 1)).is(200);

        assertThat(delete("/services/web").status()).isIn(202, 204);

        get("/services/web").isProblem(404, "not-found");
        delete("/services/web").isProblem(404, "not-found");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"template": {}}                                                        | template.containers
        {}                                                                      | template.containers
        {"template": {"containers": [{"image": ""}]}}                           | template.containers[0].image
        {"mode": {"kind": "swarm"}, "template": {"containers": [{"image": "x"}]}} | mode.kind
        {"mode": {"replicas": -1}, "template": {"containers": [{"image": "x"}]}} | mode.replicas
        {"mode": {"kind": "global", "replicas": 1}, "template": {"containers": [{"image": "x"}]}} | mode.replicas
        {"template": {"containers": [{"image": "x", "stopGrace": "soon"}]}}     | template.containers[0].stopGrace
        {"template": {"containers": [{"image": "x"}], "restart": {"condition": "x"}}} | template.restart.condition
        {"template": {"containers": [{"image": "x"}], "placement": {"constraints": ["a"]}}} | template.placement.constraints[0]
        {"template": {"containers": [{"image": "x"}]}, "ports": [{"target": 0}]} | ports[0].target
        {"template": {"containers": [{"image": "x"}]}, "ports": [{"target": 1, "mode": "x"}]} | ports[0].mode
        {"template": {"containers": [{"image": "x", "secrets": [{"name": "s", "mode": "9"}]}]}} | template.containers[0].secrets[0].mode
        {"template": {"containers": [{"image": "x", "secrets": [{"name": "s"}]}]}} | secrets
        """)
    void aWrongSpecIsRefusedByItsField(String spec, String field) {
        Answer refused = put("/services/web", spec).isProblem(422, "invalid");

        assertThat(refused.json().path("errors").findValuesAsText("field")).contains(field);
        assertThat(refused.json().path("errors").get(0).path("rule").asText()).isNotEmpty();
        get("/services/web").isProblem(404, "not-found");
    }

    @Test
    void aNameThatCannotBeIsRefused() {
        put("/services/-web", spec("x", 1)).isProblem(422, "invalid");
        put("/services/a%2Fb", spec("x", 1)).isProblem(404, "not-found");
        put("/services/web?namespace=a%2Fb", spec("x", 1)).isProblem(400, "malformed");
    }

    @Test
    void anUnknownOutcomeSaysHowToFindOut() {
        control.nextOutcome(new Outcome.Unknown("no answer within 5 s"));

        Answer unknown = put("/services/web", spec("x", 1)).isProblem(504, "outcome-unknown");

        assertThat(unknown.detail()).contains("may or may not be in effect", "history");
    }

    private List<String> names(String query) {
        return get("/services" + query).is(200).json().path("items").findValuesAsText("name").stream()
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
