package io.berth.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a spec or a compose file is said in one clear error, and changes nothing. */
class BadInputTest extends ApiTestBase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path COMPOSE_FILES = Path.of("src/test/resources/io/berth/http/compose/bad");

    /** What the compose files of the tests may refer to. */
    private static final Map<String, String> VARIABLES =
            Map.of("SET", "yes", "EMPTY", "", "TITLE", "Hi", "FLAGS", "on", "FROM_OUTSIDE", "outside");

    private static final Map<String, String> FILES = Map.of("app.env", "LEVEL=warn\n", "./password.txt", "hunter2");

    static Stream<String> badComposeFiles() {
        try (var files = Files.list(COMPOSE_FILES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badComposeFiles")
    void aBadComposeFileIsRefusedWithItsOneErrorAndChangesNothing(String file) throws IOException {
        control.connect("n1", "host-1");
        long before = control.position();
        String compose = Files.readString(COMPOSE_FILES.resolve(file));
        ObjectNode body = JSON.createObjectNode().put("compose", compose);
        VARIABLES.forEach(body.putObject("variables")::put);
        ObjectNode files = body.putObject("files");
        FILES.forEach((path, text) ->
                files.put(path, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));

        Answer refused = put("/stacks/demo", body.toString()).is(422);

        assertThat(refused.json().path("errors")).hasSize(1);
        String expected = compose.lines().findFirst().orElse("").substring(2);
        JsonNode error = refused.json().at("/errors/0");
        assertThat(expected)
                .contains(error.path("value").asText(), error.path("rule").asText());
        assertThat(control.position()).isEqualTo(before);
    }

    /** The spec of one container with a fragment in one of its places. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        spec      | "labels": {"": "x"}                                      | labels
        spec      | "labels": {"a=b": "x"}                                   | labels
        spec      | "mode": {"replicas": -1}                                 | mode.replicas
        spec      | "mode": {"replicas": 100000000}                          | mode.replicas
        spec      | "mode": {"kind": "swarm"}                                | mode.kind
        spec      | "mode": {"kind": "global", "replicas": 1}                | mode.replicas
        spec      | "mode": {"kind": "global", "maxConcurrent": 1}           | mode
        spec      | "mode": {"kind": "replicatedJob", "maxConcurrent": -1}   | mode.maxConcurrent
        spec      | "update": {"parallelism": -1}                            | update.parallelism
        spec      | "update": {"delay": "soon"}                              | update.delay
        spec      | "update": {"monitor": "-1s"}                             | update.monitor
        spec      | "update": {"maxFailureRatio": 1.5}                       | update.maxFailureRatio
        spec      | "update": {"onFailure": "panic"}                         | update.onFailure
        spec      | "rollback": {"order": "sideways"}                        | rollback.order
        spec      | "ports": [{"target": 0}]                                 | ports[0].target
        spec      | "ports": [{"target": 80, "published": 70000}]            | ports[0].published
        spec      | "ports": [{"target": 80, "protocol": "icmp"}]            | ports[0].protocol
        spec      | "ports": [{"target": 80, "mode": "bridge"}]              | ports[0].mode
        spec      | "ports": [{"target": 80, "published": 8080}, {"target": 81, "published": 8080}] | ports[1].published
        template  | "runtime": "wasm"                                        | template.runtime
        template  | "forceUpdate": -1                                        | template.forceUpdate
        template  | "networks": ["a b"]                                      | template.networks[0]
        template  | "networks": ["a", "a"]                                   | template.networks[1]
        template  | "aliases": {"none": ["web"]}                             | template.aliases[none]
        template  | "initContainers": [{"image": "x"}]                       | template.containers[0].name
        template  | "restart": {"condition": "always"}                       | template.restart.condition
        template  | "restart": {"delay": "5 minutes"}                        | template.restart.delay
        template  | "restart": {"maxAttempts": -1}                           | template.restart.maxAttempts
        template  | "restart": {"place": "elsewhere"}                        | template.restart.place
        template  | "placement": {"constraints": ["zone a"]}                 | template.placement.constraints[0]
        template  | "placement": {"maxPerNode": -1}                          | template.placement.maxPerNode
        template  | "placement": {"strategy": "random"}                      | template.placement.strategy
        template  | "placement": {"spread": ["zone"]}                        | template.placement.spread[0]
        container | "name": "-main"                                          | template.containers[0].name
        container | "image": "A B"                                           | template.containers[0].image
        container | "image": ""                                              | template.containers[0].image
        container | "env": {"A=B": "c"}                                      | template.containers[0].env
        container | "env": {"": "c"}                                         | template.containers[0].env
        container | "workdir": "relative"                                    | template.containers[0].workdir
        container | "user": "no body"                                        | template.containers[0].user
        container | "hostname": "-host"                                      | template.containers[0].hostname
        container | "stopSignal": "SIGNONE"                                  | template.containers[0].stopSignal
        container | "stopGrace": "soon"                                      | template.containers[0].stopGrace
        container | "reserved": {"nanoCpus": -1}                             | template.containers[0].reserved.nanoCpus
        container | "limit": {"memoryBytes": 1}                              | template.containers[0].limit.memoryBytes
        container | "health": {"test": ["RUN", "x"]}                         | template.containers[0].health.test
        container | "health": {"test": ["CMD", "x"], "interval": "1ns"}      | template.containers[0].health.interval
        container | "mounts": [{"type": "nfs", "target": "/a"}]              | template.containers[0].mounts[0].type
        container | "mounts": [{"target": "a"}]                              | template.containers[0].mounts[0].target
        container | "mounts": [{"type": "bind", "source": "a", "target": "/a"}] | template.containers[0].mounts[0].source
        container | "mounts": [{"type": "tmpfs", "source": "a", "target": "/a"}] | template.containers[0].mounts[0].source
        container | "secrets": [{"name": "s", "mode": "9"}]                  | template.containers[0].secrets[0].mode
        container | "secrets": [{"name": "s"}]                               | secrets
        container | "configs": [{"name": "c"}]                               | configs
        """)
    void aBadSpecIsRefusedByItsOneFieldAndChangesNothing(String place, String fragment, String field) {
        long before = control.position();

        Answer refused = put("/services/web", with(place, fragment)).isProblem(422, "invalid");

        List<String> fields = refused.json().path("errors").findValuesAsText("field");
        assertThat(fields).as(refused.detail()).containsExactly(field);
        assertThat(refused.json().at("/errors/0/rule").asText()).startsWith("must ");
        assertThat(refused.detail()).startsWith("cannot accept ");
        assertThat(control.position()).isEqualTo(before);
    }

    @Test
    void thereAreManyOfThem() {
        assertThat(badComposeFiles()).hasSizeGreaterThanOrEqualTo(60);
    }

    /** A fragment replaces what it names. */
    private static String with(String place, String fragment) {
        try {
            ObjectNode spec = (ObjectNode) JSON.readTree("{\"template\": {\"containers\": [{\"image\": \"x\"}]}}");
            ObjectNode target = switch (place) {
                case "template" -> spec.withObject("/template");
                case "container" -> spec.withObject("/template/containers/0");
                default -> spec;
            };
            target.setAll((ObjectNode) JSON.readTree("{" + fragment + "}"));
            return spec.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
