package io.berth.agent.process;

import io.berth.agent.runtime.ContainerException;
import io.berth.agent.runtime.Pause;
import io.berth.domain.task.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folders of all processes of this node.
 *
 * @param root below which they lie
 */
record ProcessStore(Path root) {
    private static final Pattern SAFE_NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");
    private static final long EXIT_CODE_WAIT_MILLIS = 500;

    Path exits() {
        return root.resolve("exits");
    }

    ContainerFolder folder(TaskId task, String container) {
        if (!SAFE_NAME.matcher(container).matches()
                || !SAFE_NAME.matcher(task.value()).matches()) {
            throw new ContainerException("container name " + container + " of task " + task
                    + " is no file name: use letters, digits, dots, dashes and underscores");
        }
        return ContainerFolder.of(root, task, container);
    }

    List<ContainerFolder> all() {
        return entries(root.resolve("tasks")).stream()
                .flatMap(task -> entries(task).stream().map(folder -> folder(new TaskId(name(task)), name(folder))))
                .toList();
    }

    /** Every task that has a folder. */
    Set<TaskId> tasks() {
        return entries(root.resolve("tasks")).stream()
                .map(task -> new TaskId(name(task)))
                .collect(Collectors.toSet());
    }

    /** A process that has just ended has its exit code a moment later: its keeper writes it. */
    void awaitExitCode(ContainerFolder folder) {
        long untilNanos = System.nanoTime() + EXIT_CODE_WAIT_MILLIS * 1_000_000;
        try {
            while (folder.exitCode().isEmpty() && System.nanoTime() < untilNanos) {
                Pause.of(Duration.ofMillis(10));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void delete(ContainerFolder folder) {
        try {
            deleteAll(folder.path());
            Files.deleteIfExists(folder.exitFile());
        } catch (IOException e) {
            throw new ContainerException("cannot remove " + folder.path() + ": " + e.getMessage(), e);
        }
    }

    void deleteTask(TaskId task) {
        try {
            deleteAll(root.resolve("tasks").resolve(task.value()));
        } catch (IOException e) {
            throw new ContainerException("cannot remove the folder of task " + task + ": " + e.getMessage(), e);
        }
    }

    static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static List<Path> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).toList();
        } catch (IOException e) {
            throw new ContainerException("cannot list " + folder + ": " + e.getMessage(), e);
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
