package io.berth.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The schemas of Kubernetes 1.32. As strict as its server is by default: an unknown field is refused. */
final class KubeSchemas {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INT_OR_STRING = "io.k8s.apimachinery.pkg.util.intstr.IntOrString";

    private final ObjectNode definitions;
    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V4);

    private KubeSchemas(ObjectNode definitions) {
        this.definitions = definitions;
    }

    static KubeSchemas load() throws IOException {
        try (InputStream file = KubeSchemas.class.getResourceAsStream("/openshift-generated.json")) {
            if (file == null) {
                throw new IOException("the schemas are not on the class path");
            }
            ObjectNode definitions = JSON.createObjectNode();
            JSON.readTree(file).path("definitions").properties().stream()
                    .filter(entry -> entry.getKey().startsWith("io.k8s."))
                    .forEach(entry -> definitions.set(entry.getKey(), strict(entry.getKey(), entry.getValue())));
            return new KubeSchemas(definitions);
        }
    }

    private static JsonNode strict(String name, JsonNode definition) {
        ObjectNode strict = definition.deepCopy();
        if (name.equals(INT_OR_STRING)) {
            strict.putArray("type").add("string").add("integer");
            strict.remove("format");
        }
        dropExtensions(strict);
        if (strict.path("properties").isObject() && !strict.has("additionalProperties")) {
            strict.put("additionalProperties", false);
        }
        return strict;
    }

    /** Words of Kubernetes for its own programs, which say nothing about what is valid. */
    private static void dropExtensions(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(object.propertyStream()
                    .map(Map.Entry::getKey)
                    .filter(key -> key.startsWith("x-"))
                    .toList());
        }
        node.forEach(KubeSchemas::dropExtensions);
    }

    /** What is wrong with these, one line for each. */
    List<String> problems(Manifests manifests) {
        List<String> problems = new ArrayList<>();
        for (JsonNode one : manifests.all()) {
            String name =
                    one.path("kind").asText() + " " + one.at("/metadata/name").asText();
            schema(one).validate(one).forEach(message -> problems.add(name + ": " + message));
        }
        return problems;
    }

    private JsonSchema schema(JsonNode manifest) {
        String definition = definition(
                manifest.path("apiVersion").asText(), manifest.path("kind").asText());
        if (!definitions.has(definition)) {
            throw new AssertionError("Kubernetes has no " + definition);
        }
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "http://json-schema.org/draft-04/schema#");
        schema.putArray("allOf").addObject().put("$ref", "#/definitions/" + definition);
        schema.set("definitions", definitions);
        return factory.getSchema(schema);
    }

    private static String definition(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "core" : apiVersion.substring(0, slash).replaceFirst("\\..*", "");
        return "io.k8s.api.%s.%s.%s".formatted(group, apiVersion.substring(slash + 1), kind);
    }
}
