package io.berth.http.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Compose files of the tests and the surroundings in which they are read. */
final class Samples {
    static final Path FOLDER = Path.of("src/test/resources/io/berth/http/compose");

    private Samples() {}

    static ComposeResult read(String yaml) {
        return ComposeFile.parse(new ComposeSource(
                "demo",
                "default",
                yaml,
                Map.of("SET", "yes", "EMPTY", "", "TITLE", "Hi", "FLAGS", "on", "FROM_OUTSIDE", "outside"),
                Map.of(
                        "app.env", bytes("# comment\nLEVEL=warn\nexport QUOTED=\"a b\"\nPLAIN=x # note\n"),
                        "./password.txt", bytes("hunter2"))));
    }

    static List<Path> files(String folder) {
        try (var paths = Files.list(FOLDER.resolve(folder))) {
            return paths.filter(path -> path.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
