package io.berth.http.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.berth.domain.entity.Journaled;
import io.berth.http.event.EventTypes;
import io.berth.http.event.EventView;
import io.berth.http.json.Json;
import io.berth.http.openapi.Schemas;
import io.berth.http.spec.SpecView;
import io.berth.http.why.ExplanationView;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the AsyncAPI document against the events, both ways. */
class AsyncApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode DOCUMENT = document();

    private static JsonNode document() {
        try (InputStream file = EventRoutes.class.getResourceAsStream("asyncapi.json")) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theDocumentHasAMessageAndASchemaForEachTypeOfEvent() {
        Set<String> types = new TreeSet<>(EventTypes.classes().keySet());
        types.addAll(List.of("keep-alive", "end"));

        assertThat(names(DOCUMENT.at("/channels/events/messages"))).isEqualTo(types);
        assertThat(names(DOCUMENT.at("/components/messages"))).isEqualTo(types);
    }

    @Test
    void everyReferenceWithinTheDocumentIsThere() {
        assertThat(DOCUMENT.findValuesAsText("$ref"))
                .filteredOn(ref -> ref.startsWith("#"))
                .isNotEmpty()
                .allSatisfy(ref -> assertThat(DOCUMENT.at(ref.substring(1)).isObject())
                        .as(ref)
                        .isTrue());
    }

    @Test
    void everyEventIsAsItsSchemaSays() {
        Map<String, JsonSchema> schemas = schemas();

        SampleEvents.all().forEach(event -> {
            String json = Json.line(EventView.of(event));

            assertThat(Objects.requireNonNull(schemas.get(event.type())).validate(read(json)))
                    .as("%s: %s", event.type(), json)
                    .isEmpty();
        });
    }

    @Test
    void aFieldThatTheSchemaDoesNotKnowIsFound() {
        Journaled event = SampleEvents.all().findFirst().orElseThrow();
        ObjectNode json = (ObjectNode) read(Json.line(EventView.of(event)));
        json.withObject("/data").put("planted", 1);

        assertThat(Objects.requireNonNull(schemas().get(event.type())).validate(json))
                .isNotEmpty();
    }

    /** Each type's schema, with those that it refers to. */
    private static Map<String, JsonSchema> schemas() {
        Schemas api = new Schemas();
        api.ref(SpecView.class);
        api.ref(ExplanationView.class);
        ObjectNode all = DOCUMENT.at("/components/schemas").deepCopy();
        all.setAll((ObjectNode) JSON.valueToTree(api.all()));
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V7);
        return EventTypes.classes().keySet().stream().collect(Collectors.toMap(type -> type, type -> {
            ObjectNode root = JSON.createObjectNode();
            root.set("components", JSON.createObjectNode().set("schemas", all));
            root.putArray("allOf").addObject().put("$ref", "#/components/schemas/" + type);
            return factory.getSchema(read(root.toString().replace("openapi.json#", "#")));
        }));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }
}
