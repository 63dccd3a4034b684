package io.berth.http.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file in {@code bad/} has one fault; its first line says how the author is told. */
class BadFilesTest {
    static Stream<Path> badFiles() {
        return Samples.files("bad").stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFiles")
    void aBadFileGivesItsOneClearProblem(Path file) {
        String yaml = Samples.text(file);
        String expected = yaml.lines().findFirst().orElse("").substring(2);
        assertThat(Samples.read(yaml).problems()).extracting(Note::text).containsExactly(expected);
    }

    @Test
    void thereAreManyBadFiles() {
        assertThat(badFiles()).hasSizeGreaterThanOrEqualTo(90);
    }

    @Test
    void allProblemsOfAFileAreToldAtOnceInTheOrderOfItsLines() {
        String yaml = "services:\n  web:\n    image: 'A B'\n    colour: red\n    deploy: {replicas: -1}\n";
        assertThat(Samples.read(yaml).problems()).extracting(Note::line).containsExactly(3, 4, 5);
    }

    @Test
    void aStackNameThatCannotBePartOfANameIsRefused() {
        assertThat(ComposeFile.parse(ComposeSource.of("my stack", "services: {a: {image: b}}"))
                        .problems())
                .extracting(Note::text)
                .containsExactly("stack name my stack must be 1..40 letters, digits, - and _,"
                        + " and start and end with a letter or digit");
    }

    @Test
    void aFileThatIsTooLongIsRefusedUnread() {
        assertThat(ComposeFile.parse(ComposeSource.of("demo", " ".repeat(YamlReader.MOST_CHARACTERS + 1)))
                        .problems())
                .extracting(Note::text)
                .containsExactly("must be 1048576 characters or fewer, has 1048577");
    }
}
