package io.berth.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What Kubernetes is asked for. */
record Manifests(List<JsonNode> all) {
    private static final YAMLMapper YAML = new YAMLMapper(new YAMLFactory());

    Manifests {
        all = List.copyOf(all);
    }

    /** Reads all documents of a YAML text. */
    static Manifests parse(String yaml) throws IOException {
        List<JsonNode> read = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(yaml)) {
            while (documents.hasNext()) {
                JsonNode document = documents.next();
                if (document.isObject()) {
                    read.add(document);
                }
            }
        }
        return new Manifests(read);
    }

    /** The only one of this kind and name. */
    JsonNode get(String kind, String name) {
        return all.stream()
                .filter(one -> one.path("kind").asText().equals(kind)
                        && one.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no %s %s in %s".formatted(kind, name, names())));
    }

    List<String> names() {
        return all.stream()
                .map(one -> one.path("kind").asText() + "/"
                        + one.at("/metadata/name").asText())
                .toList();
    }

    /** The words after the program's name in the only container of a workload. */
    static List<String> words(JsonNode workload) {
        return workload.at("/spec/template/spec/containers/0/args")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }
}
