package io.berth.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VaultTest extends ApiTestBase {
    private static final String USING_KEY = """
        {"template": {"containers": [{"image": "x", "secrets": [{"name": "key"}]}]}}\
        """;

    @Test
    void aSecretsValueNeverComesBack() {
        Answer put = put("/secrets/key", "{\"text\": \"hunter2\"}").is(200);

        assertThat(put.json().path("version").asInt()).isEqualTo(1);
        assertThat(put.json().at("/versions/0/size").asInt()).isEqualTo(7);
        for (String path : new String[] {"/secrets/key", "/secrets", "/secrets/key/history", "/events?follow=false"}) {
            assertThat(get(path).is(200).text()).doesNotContain("hunter2", "sealed:", "aHVudGVyMg");
        }
    }

    @Test
    void aConfigsValueComesBack() {
        put("/configs/site", "{\"value\": \"aGVsbG8=\", \"labels\": {\"a\": \"b\"}}")
                .is(200);

        Answer read = get("/configs/site").is(200);

        assertThat(read.json().path("value").asText()).isEqualTo("aGVsbG8=");
        assertThat(read.json().path("text").asText()).isEqualTo("hello");
        assertThat(read.json().at("/labels/a").asText()).isEqualTo("b");
        assertThat(get("/configs").json().at("/items/0/name").asText()).isEqualTo("site");
    }

    @Test
    void onlyAnotherValueIsANewVersion() {
        put("/secrets/key", "{\"text\": \"a\"}").is(200);

        assertThat(put("/secrets/key", "{\"text\": \"a\"}")
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(1);
        assertThat(put("/secrets/key", "{\"text\": \"b\"}")
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(2);
        put("/secrets/key", "{\"text\": \"b\"}", "If-None-Match", "*").isProblem(409, "conflict");
    }

    @Test
    void aServiceGetsTheNewestVersionAndKeepsTheItemFromRemoval() {
        put("/secrets/key", "{\"text\": \"a\"}").is(200);
        put("/secrets/key", "{\"text\": \"b\"}").is(200);

        Answer service = put("/services/web", USING_KEY).is(200);
        Answer refused = delete("/secrets/key").isProblem(409, "conflict");

        assertThat(service.json()
                        .at("/spec/template/containers/0/secrets/0/version")
                        .asInt())
                .isEqualTo(2);
        assertThat(refused.json().path("services").get(0).asText()).isEqualTo("service/default/web");
    }

    @Test
    void anItemThatNobodyUsesIsRemoved() {
        put("/secrets/key", "{\"text\": \"a\"}").is(200);

        assertThat(delete("/secrets/key").status()).isEqualTo(204);

        get("/secrets/key").isProblem(404, "not-found");
        delete("/secrets/key").isProblem(404, "not-found");
    }

    @Test
    void itemsAreApartByNamespace() {
        put("/secrets/key?namespace=other", "{\"text\": \"a\"}").is(200);

        get("/secrets/key").isProblem(404, "not-found");
        assertThat(get("/secrets?namespace=other").json().path("items")).hasSize(1);
        assertThat(get("/secrets?namespace=default").json().path("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        key  | {}                                | value
        key  | {"text": "a", "value": "YQ=="}    | value
        key  | {"value": "not base64!"}          | value
        -key | {"text": "a"}                     | name
        """)
    void aWrongValueIsRefusedByItsField(String name, String body, String field) {
        Answer refused = put("/secrets/" + name, body).isProblem(422, "invalid");

        assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(refused.text()).doesNotContain("not base64!");
    }

    @Test
    void aValueOverTheLimitIsRefused() {
        put("/secrets/key", "{\"text\": \"" + "x".repeat(512_001) + "\"}").isProblem(422, "invalid");
    }
}
