package io.berth.http.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiltersTest {
    @ParameterizedTest
    @ValueSource(strings = {"{\"label\":{\"a=b\":true,\"c\":true}}", "{\"label\":[\"a=b\",\"c\"]}"})
    void labelsInBothFormsMustAllBeThere(String text) {
        Filters filters = Filters.parse(text);

        assertThat(filters.areLabels("label", Map.of("a", "b", "c", "anything")))
                .isTrue();
        assertThat(filters.areLabels("label", Map.of("a", "x", "c", "anything")))
                .isFalse();
        assertThat(filters.areLabels("label", Map.of("a", "b"))).isFalse();
    }

    @Test
    void ofSeveralValuesOfAnIdOrNameOneIsEnough() {
        Filters filters = Filters.parse("{\"id\":[\"ab\",\"cd\"]}");

        assertThat(filters.isPrefix("id", "cde")).isTrue();
        assertThat(filters.isPrefix("id", "xcd")).isFalse();
        assertThat(filters.isExactly("id", "cde")).isFalse();
        assertThat(filters.isExactly("name", "not asked for")).isTrue();
    }

    @Test
    void anUnknownFilterIsRefused() {
        assertThatThrownBy(() -> Filters.parse("{\"nonsense\":{\"1\":true}}").only("id", "name"))
                .isInstanceOf(DockerError.class)
                .hasMessage("Invalid filter 'nonsense'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {bad      | invalid character 'b' looking for beginning of object key string
        oops      | invalid character 'o' looking for beginning of value
        {"id":oops| invalid character 'o' looking for beginning of value
        {"id":    | unexpected EOF
        """)
    void brokenFiltersAreRefusedInGosWords(String text, String message) {
        assertThatThrownBy(() -> Filters.parse(text))
                .isInstanceOf(DockerError.class)
                .hasMessage(message);
    }
}
