package io.berth.node.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * An answer of the API.
 *
 * @param body JSON; missing if the answer has none
 * @param version what {@code If-Match} takes, empty if the answer has none
 */
public record Answer(JsonNode body, String version) {
    /** The things of a list. */
    public List<JsonNode> items() {
        return body.path("items").valueStream().toList();
    }
}
