package io.berth.agent.process;

import io.berth.agent.runtime.ContainerException;
import io.berth.agent.runtime.ContainerRef;
import io.berth.domain.task.HostPort;
import io.berth.domain.task.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is kept on disk of one process: its output, its pid and start time, its ports, its health and its exit code.
 *
 * @param path of the folder
 * @param exitFile where its keeper writes the exit code, in one folder for all so that one watch sees every end
 * @param task that it belongs to
 * @param container its name in the template
 */
record ContainerFolder(Path path, Path exitFile, TaskId task, String container) {
    static final String HEALTHY = "healthy";
    static final String CHECKED = "checked";

    static ContainerFolder of(Path root, TaskId task, String container) {
        return new ContainerFolder(
                root.resolve("tasks").resolve(task.value()).resolve(container),
                root.resolve("exits").resolve(task.value() + "." + container),
                task,
                container);
    }

    Path stdout() {
        return path.resolve("stdout");
    }

    Path stderr() {
        return path.resolve("stderr");
    }

    ContainerRef ref() {
        return new ContainerRef(
                task, container, processId().map(ProcessId::toString).orElse(""));
    }

    /** The process of the last start, if there was one. */
    Optional<ProcessId> processId() {
        return read(path.resolve("pid")).map(ProcessId::parse);
    }

    /** The exit code of the last start, if it has ended. */
    OptionalInt exitCode() {
        return read(exitFile)
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElse(OptionalInt.empty());
    }

    /** Forgets the last run, but not its output. */
    void clearRun() {
        try {
            Files.createDirectories(path);
            Files.deleteIfExists(exitFile);
            Files.deleteIfExists(path.resolve("pid"));
            Files.deleteIfExists(path.resolve(HEALTHY));
        } catch (IOException e) {
            throw new ContainerException("cannot prepare " + path + ": " + e.getMessage(), e);
        }
    }

    /** Keeps an exit code that no keeper could write; one that is there stays. */
    void writeExitCode(int code) {
        if (exitCode().isEmpty()) {
            write(exitFile, Integer.toString(code));
        }
    }

    void mark(String name) {
        write(path.resolve(name), "");
    }

    boolean isMarked(String name) {
        return Files.exists(path.resolve(name));
    }

    void writePorts(List<HostPort> ports) {
        List<String> lines = ports.stream()
                .map(port -> port.protocol() + " " + port.target() + " " + port.published())
                .toList();
        write(path.resolve("ports"), String.join("\n", lines));
    }

    List<HostPort> ports() {
        return read(path.resolve("ports")).stream()
                .flatMap(String::lines)
                .map(line -> line.split(" ", -1))
                .map(parts -> new HostPort(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2])))
                .toList();
    }

    /** When the file was last written to, the best there is for the time of its last line. */
    static Instant lastWrite(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException unknown) {
            return FileTime.fromMillis(0).toInstant();
        }
    }

    private static Optional<String> read(Path file) {
        try {
            String text = Files.readString(file).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    private static void write(Path file, String text) {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ContainerException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
