package io.berth.http.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that is written is dropped in silence. */
class WarningsTest {
    static Stream<String> ignoredKeys() {
        return Ignored.OF_SERVICE.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("ignoredKeys")
    void aKnownKeyWithoutEffectIsNamedWithItsLineAndAnAdvice(String key) {
        ComposeResult result = Samples.read("services:\n  web:\n    image: a\n    " + key + ": {a: b}\n");
        assertThat(result.problems()).isEmpty();
        assertThat(result.warnings())
                .extracting(Note::text)
                .containsExactly("line 4: services.web." + key + ": has no effect: " + Ignored.OF_SERVICE.get(key));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ports: ['127.0.0.1:80:80']|services.web.ports[0]: address 127.0.0.1 has no effect: ports are"
                        + " published on all addresses of a node",
                "volumes: ['/a:/b:z']|services.web.volumes[0]: option z has no effect: only ro and rw are known",
                "environment: [GONE]|services.web.environment.GONE: has no value and is not set outside, so it is left"
                        + " out; write GONE=value",
                "deploy: {endpoint_mode: dnsrr}|services.web.deploy.endpoint_mode: has no effect: published ports are"
                        + " always balanced over the service's tasks",
            })
    void anOptionWithoutEffectIsNamed(String body, String expected) {
        ComposeResult result = Samples.read("services:\n  web:\n    image: a\n    " + body + "\n");
        assertThat(result.problems()).isEmpty();
        assertThat(result.warnings()).extracting(Note::text).containsExactly("line 4: " + expected);
    }

    @Test
    void aDecimalFileModeIsPointedOut() {
        ComposeResult result = Samples.read("""
            services:
              web:
                image: a
                configs:
                  - {source: c, mode: 440}
            configs: {c: {content: x}}
            """);
        assertThat(result.warnings())
                .extracting(Note::text)
                .containsExactly("line 5: services.web.configs[0].mode: 440 is decimal and means octal 0670;"
                        + " write 0440 for octal");
    }
}
