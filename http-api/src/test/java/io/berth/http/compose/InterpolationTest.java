package io.berth.http.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variables: {@code SET} is {@code yes}, {@code EMPTY} is empty, {@code UNSET} is not set. */
class InterpolationTest {
    @ParameterizedTest
    @CsvSource({
        "$SET,yes",
        "${SET},yes",
        "a${SET}b,ayesb",
        "$SET/$SET,yes/yes",
        "${EMPTY},''",
        "${SET:-d},yes",
        "${EMPTY:-d},d",
        "${UNSET:-d},d",
        "${SET-d},yes",
        "${EMPTY-d},''",
        "${UNSET-d},d",
        "${UNSET-},''",
        "${SET:?e},yes",
        "${SET?e},yes",
        "${EMPTY?e},''",
        "${SET:+alt},alt",
        "${EMPTY:+alt},''",
        "${UNSET:+alt},''",
        "${EMPTY+alt},alt",
        "${UNSET+alt},''",
        "$$SET,$SET",
        "$${SET},${SET}",
        "$$$SET,$yes",
        "100$$,100$",
        "${UNSET:-${SET}},yes",
        "${UNSET:-${EMPTY:-deep}},deep",
        "${SET:-${UNSET:?never asked}},yes",
        "${UNSET:-a$$b},a$b",
    })
    void aValueIsExpanded(String written, String expected) {
        assertThat(expand(written)).isEqualTo(expected);
    }

    @Test
    void aVariableThatIsNotSetStandsForNothingAndIsNamed() {
        ComposeResult result = Samples.read("services:\n  web:\n    image: a\n    user: \"$UNSET\"\n");
        assertThat(result.problems()).isEmpty();
        assertThat(result.warnings())
                .extracting(Note::text)
                .containsExactly("line 4: services.web.user: variable UNSET is not set and stands for nothing;"
                        + " set it or write ${UNSET:-default}");
    }

    @Test
    void keysAndExtensionsAreLeftAsTheyAre() {
        ComposeResult result = Samples.read("x-note: $\nservices:\n  web:\n    image: a\n    labels: {$SET: b}\n");
        assertThat(result.problems()).isEmpty();
        assertThat(result.services()
                        .getFirst()
                        .spec()
                        .template()
                        .containers()
                        .getFirst()
                        .labels())
                .containsEntry("$SET", "b");
    }

    @Test
    void variablesCannotMakeAFileHuge() {
        String value = "x".repeat(1_000_000);
        String yaml = "services: {web: {image: a, command: [" + "$LONG, ".repeat(100) + "]}}";
        ComposeResult result =
                ComposeFile.parse(new ComposeSource("demo", "default", yaml, Map.of("LONG", value), Map.of()));
        assertThat(result.problems()).extracting(Note::message).anyMatch(text -> text.startsWith("variables make"));
    }

    private static String expand(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        ComposeResult result = Samples.read("services: {web: {image: a, labels: {value: " + quoted + "}}}");
        assertThat(result.problems()).isEmpty();
        return result.services()
                .getFirst()
                .spec()
                .template()
                .containers()
                .getFirst()
                .labels()
                .getOrDefault("value", "missing");
    }
}
