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
import org.junit.jupiter.params.provider.CsvFileSource;
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

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/io/berth/http/bad-specs.csv", delimiter = '|', quoteCharacter = '`')
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
