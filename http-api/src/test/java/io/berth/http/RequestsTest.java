package io.berth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for requests of every path. */
class RequestsTest extends ApiTestBase {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/services/web/none", "/services/web/logs/x", "/../v2/services"})
    void anUnknownPathIsNotFound(String path) {
        get(path).isProblem(404, "not-found");
    }

    @Test
    void anUnknownMethodIsAnsweredWithThoseThatThereAre() {
        Answer refused = delete("/services").isProblem(405, "method-not-allowed");

        assertThat(refused.header("Allow")).isEqualTo("GET");
    }

    @Test
    void malformedJsonIsRefusedWithItsPlace() {
        Answer refused = put("/services/web", "{\"labels\":\n  oops}").isProblem(400, "malformed");

        assertThat(refused.detail()).contains("line 2, column");
        put("/services/web", "").isProblem(400, "malformed");
        put("/services/web", "[]").isProblem(400, "malformed");
        put("/services/web", "null").isProblem(400, "malformed");
        put("/services/web", "{} {}").isProblem(400, "malformed");
        put("/services/web", "{\"labels\": {\"a\": \"1\", \"a\": \"2\"}}").isProblem(400, "malformed");
    }

    @Test
    void allUnknownFieldsAreNamed() {
        Answer refused = put("/services/web", """
            {"colour": "red", "template": {"containers": [{"image": "x"}, {"imagee": "y"}]}}\
            """).isProblem(400, "malformed");

        assertThat(refused.json().path("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("colour", "template.containers[1].imagee");
    }

    @Test
    void valuesOfTheWrongKindAreNamed() {
        Answer refused =
                put("/services/web", "{\"mode\": {\"replicas\": \"three\"}}").isProblem(400, "malformed");

        assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("mode.replicas");
        assertThat(refused.json().at("/errors/0/value").asText()).isEqualTo("three");
        assertThat(refused.json().at("/errors/0/rule").asText()).isEqualTo("must be a whole number");
        put("/services/web", "{\"labels\": {\"a\": null}}").isProblem(400, "malformed");
    }

    @Test
    void unknownQueryParametersAreRefused() {
        assertThat(get("/services?stak=shop").isProblem(400, "malformed").detail())
                .contains("stak", "stack");
    }

    @Test
    void aBodyOfAnotherTypeIsRefused() {
        send(request("/services/web").PUT(BodyPublishers.ofString("a: b")).header("Content-Type", "application/yaml"))
                .isProblem(415, "unsupported-type");
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        String large = "{\"labels\": {\"a\": \"" + "x".repeat(4 * 1024 * 1024) + "\"}}";

        Answer refused = put("/services/web", large).isProblem(413, "too-large");

        assertThat(refused.detail()).contains("4194304");
    }

    @Test
    void aPageOfAnotherSiteIsRefused() {
        send(request("/services").GET().header("Origin", "http://evil.example")).isProblem(403, "cross-origin");
        send(request("/services").GET().header("Origin", "null")).isProblem(403, "cross-origin");
        send(request("/services").GET().header("Origin", "http://" + host())).is(200);
    }

    @Test
    void anUnexpectedFaultIsAnsweredWithAnIdAndNoStackTrace() {
        control.intercept((_, _) -> {
            throw new IllegalStateException("secret detail");
        });

        Answer fault = put("/services/web", spec("x", 1)).isProblem(500, "internal");

        assertThat(fault.detail()).contains("logged under id");
        assertThat(fault.text()).doesNotContain("secret detail", "IllegalState", "at io.berth");
    }

    @Test
    void healthAndVersionAreAnswered() {
        get("/health/live").is(200);
        get("/health/ready").is(200);
        assertThat(get("/version").is(200).json().path("version").asText()).isEqualTo("1.2.3");

        control.notReady("3 of 20 shards are not recovered");

        get("/health/live").is(200);
        assertThat(get("/health/ready").isProblem(503, "not-ready").detail()).contains("3 of 20 shards");
    }
}
