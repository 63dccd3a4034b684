package io.berth.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.http.route.Endpoint;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Holds the document against the routes, both ways. */
class OpenApiTest extends ApiTestBase {
    @Test
    void everyPathOfTheDocumentIsAnswered() {
        for (String operation : operations()) {
            String method = operation.substring(0, operation.indexOf(' '));
            String path = operation.substring(operation.indexOf('/')).replaceAll("\\{[a-z]+}", "none");
            String query = path.equals("/events") ? "?follow=false" : "";
            Answer answer = send(request(path + query).method(method, BodyPublishers.noBody()));

            assertThat(answer.status()).as(operation).isNotEqualTo(405);
            assertThat(answer.detail()).as(operation).doesNotContain("there is nothing at");
        }
    }

    @Test
    void theDocumentHasEveryRouteAndNothingElse() {
        List<String> routes = api.endpoints().stream()
                .map((Endpoint endpoint) -> endpoint.method() + " " + endpoint.path())
                .toList();

        assertThat(operations()).containsExactlyInAnyOrderElementsOf(routes).hasSizeGreaterThan(35);
    }

    @Test
    void everyReferenceOfTheDocumentIsThere() {
        JsonNode document = get("/openapi.json").is(200).json();

        assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(document.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(ref -> assertThat(
                                document.at(ref.substring(1)).path("type").asText())
                        .as(ref)
                        .isEqualTo("object"));
    }

    private List<String> operations() {
        List<String> operations = new ArrayList<>();
        get("/openapi.json")
                .is(200)
                .json()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> operations.add(method.toUpperCase(Locale.ROOT)
                                + " "
                                + path.getKey().substring("/berth/v1".length()))));
        return operations;
    }
}
