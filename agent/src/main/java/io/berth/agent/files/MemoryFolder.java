package io.berth.agent.files;

import io.berth.agent.runtime.ContainerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A folder that is never written to a disk: it lies on a file system of type tmpfs or ramfs. */
final class MemoryFolder {
    private static final Set<String> MEMORY_TYPES = Set.of("tmpfs", "ramfs");
    private static final List<Path> CANDIDATES = List.of(Path.of("/dev/shm"), Path.of("/run"));

    private MemoryFolder() {}

    /** A folder of this name on a memory file system, if the machine has one that we may write to. */
    static Optional<Path> named(String name) {
        return CANDIDATES.stream()
                .filter(path -> Files.isWritable(path) && isInMemory(path))
                .findFirst()
                .map(path -> path.resolve(name));
    }

    /** Whether the path lies on a memory file system, by /proc/mounts: the longest mount point above it counts. */
    static boolean isInMemory(Path path) {
        Path wanted = path.toAbsolutePath().normalize();
        try {
            return Files.readAllLines(Path.of("/proc/mounts")).stream()
                    .map(line -> line.split(" ", -1))
                    .filter(fields -> fields.length > 2 && wanted.startsWith(Path.of(fields[1])))
                    .max(Comparator.comparingInt(fields -> Path.of(fields[1]).getNameCount()))
                    .filter(fields -> MEMORY_TYPES.contains(fields[2]))
                    .isPresent();
        } catch (IOException notLinux) {
            return false;
        }
    }

    static void createPrivate(Path folder) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new ContainerException("cannot create " + folder + ": " + e.getMessage(), e);
        }
    }

    static void deleteAll(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
