package io.berth.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets and configs as Swarm's clients create, read, rotate and remove them. */
class DockerVaultTest extends ApiTestBase {
    private static String body(String name, String value) {
        String data = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
        return "{\"Name\": \"%s\", \"Labels\": {\"team\": \"shop\"}, \"Data\": \"%s\"}".formatted(name, data);
    }

    private JsonNode item(String kind, String name) {
        return docker("GET", "/v1.50/" + kind + "/" + name, "").is(200).json();
    }

    @Test
    void aSecretNeverShowsItsValueAndAConfigDoes() {
        String id = docker("POST", "/secrets/create", body("pass", "one"))
                .is(201)
                .json()
                .path("ID")
                .asText();
        docker("POST", "/configs/create", body("conf", "k=v")).is(201);

        assertThat(id).matches("[0-9a-z]{25}");
        assertThat(item("secrets", id).at("/Spec/Name").asText()).isEqualTo("pass");
        assertThat(item("secrets", "pass").at("/Spec").has("Data")).isFalse();
        assertThat(item("secrets", id.substring(0, 5)).at("/Spec/Labels/team").asText())
                .isEqualTo("shop");
        assertThat(item("configs", "conf").at("/Spec/Data").asText()).isEqualTo("az12");
    }

    @Test
    void aNameIsTakenOnce() {
        docker("POST", "/secrets/create", body("pass", "one")).is(201);
        docker("POST", "/secrets/create", body("pass", "two"))
                .isError(409, "rpc error: code = AlreadyExists desc = secret pass already exists");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad name", "-bad", "bad-", "a/b"})
    void aNameHasSwarmsForm(String name) {
        docker("POST", "/configs/create", body(name, "x"))
                .isError(
                        400,
                        "rpc error: code = InvalidArgument desc = invalid name, only 64 [a-zA-Z0-9-_.] characters"
                                + " allowed, and the start and end character must be [a-zA-Z0-9]");
    }

    @Test
    void valuesThatAreEmptyOrTooLargeAreRefused() {
        String tooMuch = "rpc error: code = InvalidArgument desc = secret data must be larger than 0 and less than"
                + " 512000 bytes";
        docker("POST", "/secrets/create", body("pass", "")).isError(400, tooMuch);
        docker("POST", "/secrets/create", body("pass", "x".repeat(512_000))).isError(400, tooMuch);
        docker("POST", "/secrets/create", body("pass", "x".repeat(511_999))).is(201);
        docker("POST", "/secrets/create", "{\"Name\": \"\"}")
                .isError(400, "rpc error: code = InvalidArgument desc = name must be provided");
    }

    @Test
    void anotherValueRotatesTheItemAndTheSameOneChangesNothing() {
        docker("POST", "/configs/create", body("conf", "one")).is(201);
        String seen = item("configs", "conf").at("/Version/Index").asText();

        docker("POST", "/configs/conf/update?version=" + seen, body("conf", "one"))
                .is(200);
        assertThat(item("configs", "conf").at("/Version/Index").asText()).isEqualTo(seen);

        docker("POST", "/configs/conf/update?version=" + seen, body("conf", "two"))
                .is(200);
        assertThat(item("configs", "conf").at("/Spec/Data").asText()).isEqualTo("dHdv");
        docker("POST", "/configs/conf/update?version=" + seen, body("conf", "three"))
                .isError(500, "rpc error: code = Unknown desc = update out of sequence");
    }

    @Test
    void labelsChangeWithoutAValueAndNamesNever() {
        docker("POST", "/secrets/create", body("pass", "one")).is(201);
        String seen = item("secrets", "pass").at("/Version/Index").asText();

        docker("POST", "/secrets/pass/update?version=" + seen, "{\"Name\":\"pass\",\"Labels\":{\"a\":\"b\"}}")
                .is(200);

        assertThat(item("secrets", "pass").at("/Spec/Labels").toString()).isEqualTo("{\"a\":\"b\"}");
        docker("POST", "/secrets/pass/update?version=9", "{\"Name\":\"other\"}")
                .isError(400, "rpc error: code = InvalidArgument desc = only updates to Labels are allowed");
    }

    @Test
    void driversAndTemplatesAreNotServed() {
        assertThat(docker("POST", "/secrets/create", "{\"Name\":\"p\",\"Driver\":{\"Name\":\"v\"}}")
                        .is(501)
                        .json()
                        .path("message")
                        .asText())
                .contains("leave out --driver");
        docker("POST", "/configs/create", "{\"Name\":\"p\",\"Templating\":{\"Name\":\"golang\"}}")
                .is(501);
    }

    @Test
    void listsAreFilteredByNameIdAndLabel() {
        docker("POST", "/secrets/create", body("one", "1")).is(201);
        docker("POST", "/secrets/create", body("oneone", "1")).is(201);

        assertThat(docker("GET", "/secrets?filters=%7B%22name%22:%7B%22one%22:true%7D%7D", "")
                        .json())
                .hasSize(2);
        assertThat(docker("GET", "/secrets?filters=%7B%22names%22:%5B%22one%22%5D%7D", "")
                        .json())
                .hasSize(1);
        assertThat(docker("GET", "/secrets?filters=%7B%22label%22:%5B%22team=other%22%5D%7D", "")
                        .json())
                .isEmpty();
    }

    @Test
    void aRemovedItemIsGoneUnlessAServiceUsesIt() {
        docker("POST", "/secrets/create", body("pass", "one")).is(201);
        control.connect("n1", "alpha");
        put("/services/web", """
            {"template": {"containers": [
              {"name": "web", "image": "nginx:1", "secrets": [{"name": "pass", "target": "pass"}]}]}}
            """).is(200);

        docker("DELETE", "/secrets/pass", "")
                .isError(
                        400,
                        "rpc error: code = InvalidArgument desc = secret 'pass' is in use by the following service:"
                                + " web");
        delete("/services/web").is(204);
        docker("DELETE", "/secrets/pass", "").is(204);
        docker("DELETE", "/secrets/pass", "").isError(404, "secret pass not found");
    }
}
