package io.berth.http.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.berth.domain.spec.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Golden readings: what is read is written as JSON and compared with a file. Run with {@code -Dgolden.write=true} to write
 * them anew, then review the difference.
 */
class GoodFilesTest {
    private static final Path EXAMPLES = Path.of("../examples");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
            .addModule(new SimpleModule()
                    .addSerializer(Duration.class, ToStringSerializer.instance)
                    .addSerializer(Mode.class, ToStringSerializer.instance)
                    .addSerializer(Content.class, ToStringSerializer.instance)
                    .addSerializer(Optional.class, ToStringSerializer.instance))
            .build();

    @ParameterizedTest
    @ValueSource(strings = {"guide-stack", "everything"})
    void aGoodFileIsReadAsRecorded(String name) throws IOException {
        assertGolden(name, Samples.text(Samples.FOLDER.resolve("good/" + name + ".yml")));
    }

    @Test
    void theQuickstartIsReadAsRecorded() throws IOException {
        assertGolden("quickstart", Samples.text(EXAMPLES.resolve("quickstart.yml")));
    }

    @Test
    void theFilesThatAComposeFileNamesAreListed() {
        String yaml = Samples.text(Samples.FOLDER.resolve("good/everything.yml"));
        assertThat(ComposeFile.filesOf(yaml, Map.of())).containsExactly("./password.txt", "app.env");
        assertThat(ComposeFile.filesOf("services: [unclosed", Map.of())).isEmpty();
    }

    private static void assertGolden(String name, String yaml) throws IOException {
        ComposeResult result = Samples.read(yaml);
        assertThat(result.problems()).isEmpty();
        assertThat(result.warnings()).isEmpty();
        Path golden = Samples.FOLDER.resolve("good/" + name + ".json");
        String reading = json(result);
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(golden, reading);
        }
        assertThat(reading).isEqualTo(Samples.text(golden));
    }

    private static String json(ComposeResult result) {
        try {
            return JSON.writeValueAsString(result) + "\n";
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
