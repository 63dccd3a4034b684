package io.berth.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.entity.Outcome;
import io.berth.domain.entity.Rejection;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StacksTest extends ApiTestBase {
    private static final String SHOP = """
        services:
          web:
            image: nginx:1
            deploy: {replicas: 2}
          db:
            image: postgres:1
        """;

    private static final String WITH_SECRET = """
        {"compose": "services:\\n  web:\\n    image: ${IMAGE}\\n    secrets: [key]\\nsecrets:\\n  key:\\n    file: ./key.txt\\n",
         "variables": {"IMAGE": "nginx:1"}, "files": {"./key.txt": "%s"}}\
        """;

    @BeforeEach
    void connectANode() {
        control.connect("n1", "host-1");
    }

    @Test
    void aStackIsDeployedAndRead() {
        Answer deployed = deploy(SHOP, "").is(200);

        assertThat(actions(deployed)).isEqualTo("shop_web created 1, shop_db created 1");
        assertThat(get("/stacks/shop").is(200).json().path("services").findValuesAsText("name"))
                .containsExactly("shop_db", "shop_web");
        assertThat(get("/stacks").json().at("/items/0/name").asText()).isEqualTo("shop");
        assertThat(get("/services/shop_web").json().path("running").asInt()).isEqualTo(2);
        get("/stacks/none").isProblem(404, "not-found");
    }

    @Test
    void whatHasNotChangedIsNotPutAgain() {
        deploy(SHOP, "").is(200);
        post("/services/shop_db/restart").is(200);
        control.intercept((_, command) -> {
            assertThat(command).isInstanceOf(ServiceCommand.Put.class);
            assertThat(((ServiceCommand.Put) command)
                            .spec()
                            .template()
                            .containers()
                            .getFirst()
                            .image())
                    .isEqualTo("nginx:2");
            return Optional.empty();
        });

        Answer again = deploy(SHOP.replace("nginx:1", "nginx:2"), "").is(200);

        assertThat(actions(again)).isEqualTo("shop_web updated 2, shop_db unchanged 2");
    }

    @Test
    void servicesThatTheFileNoLongerHasStayUnlessPruned() {
        deploy(SHOP, "").is(200);
        String less = SHOP.substring(0, SHOP.indexOf("  db:"));

        assertThat(actions(deploy(less, "").is(200))).isEqualTo("shop_web unchanged 1");
        assertThat(actions(deploy(less, "?prune=true&dryRun=true").is(200)))
                .isEqualTo("shop_web unchanged 1, shop_db removed 1");
        assertThat(actions(deploy(less, "?prune=true").is(200))).startsWith("shop_web unchanged 1, shop_db removed");
        get("/services/shop_db").isProblem(404, "not-found");
    }

    @Test
    void aDryRunWritesNothing() {
        long before = control.position();

        Answer answer = deploy(SHOP, "?dryRun=true").is(200);

        assertThat(answer.json().path("dryRun").asBoolean()).isTrue();
        assertThat(actions(answer)).isEqualTo("shop_web created 0, shop_db created 0");
        assertThat(control.position()).isEqualTo(before);
    }

    @Test
    void secretsOfFilesArePutFirstAndTheirNewestVersionIsUsed() {
        Answer first = put("/stacks/shop", WITH_SECRET.formatted("YQ==")).is(200);
        Answer second = put("/stacks/shop", WITH_SECRET.formatted("Yg==")).is(200);
        Answer third = put("/stacks/shop", WITH_SECRET.formatted("Yg==")).is(200);

        assertThat(first.json().path("secrets").toString())
                .isEqualTo("[{\"name\":\"shop_key\",\"action\":\"created\",\"version\":1}]");
        assertThat(second.json().at("/secrets/0/action").asText()).isEqualTo("updated");
        assertThat(actions(second)).isEqualTo("shop_web updated 2");
        assertThat(third.json().at("/secrets/0/action").asText()).isEqualTo("unchanged");
        assertThat(actions(third)).isEqualTo("shop_web unchanged 2");
        assertThat(get("/services/shop_web")
                        .json()
                        .at("/spec/template/containers/0/secrets/0/version")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void allProblemsOfAFileAreSaidWithTheirLinesAndNothingIsWritten() {
        long before = control.position();

        Answer refused = deploy("services:\n  web:\n    image: x\n    colour: red\n  db:\n    imagee: y\n", "")
                .isProblem(422, "invalid");

        assertThat(refused.json().path("errors").findValuesAsText("value")).contains("line 4", "line 6");
        assertThat(control.position()).isEqualTo(before);
        put("/stacks/shop", "{\"compose\": \"services: {}\", \"files\": {\"a\": \"?\"}}")
                .isProblem(422, "invalid");
        put("/stacks/shop", "{\"yaml\": \"\"}").isProblem(400, "malformed");
    }

    @Test
    void aPortThatAServiceOutsideTheStackPublishesIsSaidBeforeAnythingIsPut() {
        put("/services/holder", """
            {"template": {"containers": [{"image": "x"}]}, "ports": [{"target": 80, "published": 8080}]}\
            """).is(200);
        long before = control.position();
        String wanted = SHOP.replace("    image: nginx:1\n", "    image: nginx:1\n    ports: ['8080:80']\n");

        Answer refused = deploy(wanted, "").isProblem(422, "invalid");

        assertThat(refused.detail())
                .contains("services.web.ports 8080 must not be a port that service/default/holder publishes");
        assertThat(control.position()).isEqualTo(before);
    }

    @Test
    void aPortMayMoveFromOneServiceOfAStackToAnother() {
        String web = SHOP.replace("    image: nginx:1\n", "    image: nginx:1\n    ports: ['8080:80']\n");
        String db = SHOP.replace("    image: postgres:1\n", "    image: postgres:1\n    ports: ['8080:80']\n");
        deploy(web, "").is(200);

        deploy(db, "").is(200);
    }

    @Test
    void aServiceOutsideTheStackIsNotTakenOver() {
        put("/services/shop_db", spec("mine", 1)).is(200);
        long before = control.position();

        Answer refused = deploy(SHOP, "").isProblem(422, "invalid");

        assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("services.db");
        assertThat(control.position()).isEqualTo(before);
    }

    @Test
    void anExternalSecretMustBeThere() {
        String external = "services:\n  web:\n    image: x\n    secrets: [key]\nsecrets:\n  key:\n    external: true\n";

        assertThat(deploy(external, "").isProblem(422, "invalid").detail()).contains("external");
        put("/secrets/key", "{\"text\": \"a\"}").is(200);
        deploy(external, "").is(200);
    }

    @Test
    void aRefusalMidwaySaysWhatWasApplied() {
        String three = SHOP + "  zoo:\n    image: x\n";
        control.intercept((entity, _) -> entity.id().endsWith("shop_db")
                ? Optional.of(
                        new Outcome.Rejected(new Rejection(Rejection.Code.UNAVAILABLE, "port 5432 is held by another")))
                : Optional.empty());

        Answer refused = deploy(three, "").isProblem(409, "unavailable");

        assertThat(refused.detail()).contains("port 5432");
        assertThat(text(refused.json().at("/applied/services")))
                .isEqualTo("shop_web created 1, shop_db refused 0, shop_zoo not-tried 0");
        get("/services/shop_zoo").isProblem(404, "not-found");
    }

    @Test
    void anUnknownOutcomeMidwayIsNotCalledARefusal() {
        control.nextOutcome(new Outcome.Unknown("no answer within 5 s"));

        Answer unknown = deploy(SHOP, "").isProblem(504, "outcome-unknown");

        assertThat(text(unknown.json().at("/applied/services"))).isEqualTo("shop_web unknown 0, shop_db not-tried 0");
    }

    @Test
    void aRemovedStackIsGone() {
        deploy(SHOP, "").is(200);

        assertThat(actions(delete("/stacks/shop").is(200))).contains("shop_db removed", "shop_web removed");

        get("/stacks/shop").isProblem(404, "not-found");
        delete("/stacks/shop").isProblem(404, "not-found");
    }

    @Test
    void theSecretsAndConfigsOfARemovedStackGoWithIt() {
        put("/stacks/shop", WITH_SECRET.formatted("YQ==")).is(200);
        put("/secrets/other", "{\"text\": \"a\"}").is(200);

        Answer removed = delete("/stacks/shop").is(200);

        assertThat(removed.json().path("secrets").toString())
                .isEqualTo("[{\"name\":\"shop_key\",\"action\":\"removed\",\"version\":1}]");
        assertThat(get("/secrets").json().path("items").findValuesAsText("name"))
                .containsExactly("other");
    }

    @Test
    void aSecretOfARemovedStackStaysAsLongAsAServiceOutsideUsesIt() {
        put("/stacks/shop", WITH_SECRET.formatted("YQ==")).is(200);
        put("/services/guest", """
            {"template": {"containers": [{"image": "x", "secrets": [{"name": "shop_key"}]}]}}\
            """).is(200);

        Answer removed = delete("/stacks/shop").is(200);

        assertThat(removed.json().at("/secrets/0/action").asText()).isEqualTo("kept");
        assertThat(removed.json().at("/warnings/0").asText())
                .isEqualTo("secret/default/shop_key stays: used by service/default/guest");
        get("/secrets/shop_key").is(200);

        delete("/services/guest");
        delete("/stacks/shop").is(200);
        get("/secrets/shop_key").isProblem(404, "not-found");
        delete("/stacks/shop").isProblem(404, "not-found");
    }

    @Test
    void aPlanOfAStackSaysWhereItsTasksWouldGo() {
        long before = control.position();

        Answer plan = send(request("/plan?stack=shop")
                        .POST(BodyPublishers.ofString(SHOP))
                        .header("Content-Type", "application/yaml"))
                .is(200);

        assertThat(plan.json().path("services").findValuesAsText("newTasks")).containsExactly("2", "1");
        assertThat(plan.json().at("/services/0/text/0").asText()).isEqualTo("2 of shop_web to host-1");
        assertThat(control.position()).isEqualTo(before);
    }

    private Answer deploy(String compose, String query) {
        return send(request("/stacks/shop" + query)
                .PUT(BodyPublishers.ofString(compose))
                .header("Content-Type", "application/yaml"));
    }

    private static String actions(Answer answer) {
        return text(answer.json().path("services"));
    }

    private static String text(JsonNode services) {
        StringBuilder text = new StringBuilder();
        for (JsonNode service : services) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(service.path("name").asText())
                    .append(' ')
                    .append(service.path("action").asText())
                    .append(' ')
                    .append(service.path("revision").asInt());
        }
        return text.toString();
    }
}
