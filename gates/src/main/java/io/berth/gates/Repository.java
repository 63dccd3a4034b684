package io.berth.gates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of the project as they lie in its folder.
 *
 * @param root the folder that holds the parent {@code pom.xml}
 */
public record Repository(Path root) {
    /** The repository around the working directory of a test, which is its module's folder. */
    public static Repository aroundHere() {
        return new Repository(Path.of("..").toAbsolutePath().normalize());
    }

    /** Files whose name ends so, without build output and hidden folders; in order of their path. */
    public List<Path> files(String ending) {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> path.toString().endsWith(ending))
                    .filter(path -> !isBuiltOrHidden(root.relativize(path)))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of the folders that hold a module. */
    public List<String> modules() {
        return files("pom.xml").stream()
                .map(pom -> root.relativize(pom))
                .filter(pom -> pom.getNameCount() == 2)
                .map(pom -> pom.getName(0).toString())
                .toList();
    }

    private static boolean isBuiltOrHidden(Path relative) {
        for (Path part : relative) {
            String name = part.toString();
            if (name.equals("target") || name.startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
