package io.berth.agent.files;

import io.berth.agent.FileSource;
import io.berth.agent.runtime.ContainerException;
import io.berth.agent.runtime.PlacedFile;
import io.berth.agent.runtime.PlacedFiles;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.FileRef;
import io.berth.domain.task.TaskId;
import io.berth.link.TaskFile;
import io.berth.link.TaskFile.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Fetches the secrets and configs of tasks and keeps them as files on a memory file system, in a folder that only the
 * agent's user may enter, until the task ends. After a reboot they are fetched again.
 */
public final class TaskFiles {
    private final Optional<Path> root;
    private final FileSource source;

    /** @param node whose files these are, a file name */
    public TaskFiles(String node, FileSource source) {
        this.root = MemoryFolder.named("berth-" + node);
        this.source = source;
    }

    /**
     * The files of one container, fetched if they are not there yet.
     *
     * @throws ContainerException if they cannot be had, or there is no memory to put them in
     */
    public Optional<PlacedFiles> place(TaskAssignment assignment, ContainerSpec container) {
        if (container.secrets().isEmpty() && container.configs().isEmpty()) {
            return Optional.empty();
        }
        Path folder = root.orElseThrow(() -> new ContainerException(
                        "no place for secrets and configs: neither /dev/shm nor /run is a memory file system"))
                .resolve(assignment.task().value())
                .resolve(container.name());
        if (!Files.exists(folder.resolve("complete"))) {
            write(folder, container, fetch(assignment.task()));
        }
        return Optional.of(layout(folder, container));
    }

    /** Removes the files of a task; a task without any is fine. */
    public void remove(TaskId task) {
        root.ifPresent(path -> MemoryFolder.deleteAll(path.resolve(task.value())));
    }

    /** Removes the files of all tasks but these. */
    public void retain(Set<TaskId> tasks) {
        if (root.isEmpty() || !Files.isDirectory(root.get())) {
            return;
        }
        try (Stream<Path> folders = Files.list(root.get())) {
            folders.map(folder -> new TaskId(folder.getFileName().toString()))
                    .filter(task -> !tasks.contains(task))
                    .forEach(this::remove);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<TaskFile> fetch(TaskId task) {
        try {
            return source.fetch(task);
        } catch (IOException e) {
            throw new ContainerException("cannot fetch the secrets and configs: " + e.getMessage(), e);
        }
    }

    private static PlacedFiles layout(Path folder, ContainerSpec container) {
        List<PlacedFile> files = new ArrayList<>();
        for (FileRef secret : container.secrets()) {
            files.add(new PlacedFile(path(folder, Kind.SECRET, secret), absolute("/run/secrets/", secret.target())));
        }
        for (FileRef config : container.configs()) {
            files.add(new PlacedFile(path(folder, Kind.CONFIG, config), absolute("/", config.target())));
        }
        return new PlacedFiles(folder.resolve(folderOf(Kind.SECRET)), folder.resolve(folderOf(Kind.CONFIG)), files);
    }

    private static void write(Path folder, ContainerSpec container, List<TaskFile> values) {
        for (Kind kind : Kind.values()) {
            MemoryFolder.createPrivate(folder.resolve(folderOf(kind)));
        }
        container.secrets().forEach(ref -> write(path(folder, Kind.SECRET, ref), ref, value(values, Kind.SECRET, ref)));
        container.configs().forEach(ref -> write(path(folder, Kind.CONFIG, ref), ref, value(values, Kind.CONFIG, ref)));
        try {
            Files.writeString(folder.resolve("complete"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, FileRef ref, byte[] value) {
        MemoryFolder.createPrivate(file.resolveSibling(""));
        try {
            Files.deleteIfExists(file);
            Files.write(file, value);
            int owner = (Integer) Files.getAttribute(file, "unix:uid");
            if (number(ref.uid()) != owner) {
                Files.setAttribute(file, "unix:uid", number(ref.uid()));
            }
            Files.setAttribute(file, "unix:gid", number(ref.gid()));
            Files.setAttribute(file, "unix:mode", ref.mode());
        } catch (IOException e) {
            throw new ContainerException(
                    "cannot write " + ref.name() + " for user " + ref.uid() + ":" + ref.gid() + ": " + e.getMessage(),
                    e);
        }
    }

    private static byte[] value(List<TaskFile> values, Kind kind, FileRef ref) {
        return values.stream()
                .filter(file ->
                        file.kind() == kind && file.name().equals(ref.name()) && file.version() == ref.version())
                .findFirst()
                .orElseThrow(() -> new ContainerException("no value of version " + ref.version() + " of " + ref.name()
                        + " was sent by the control plane"))
                .value();
    }

    private static Path path(Path folder, Kind kind, FileRef ref) {
        Path below = folder.resolve(folderOf(kind));
        Path path = below.resolve(ref.target().replaceFirst("^/+", "")).normalize();
        if (!path.startsWith(below) || path.equals(below)) {
            throw new ContainerException("target of " + ref.name() + " leads out of its folder: " + ref.target());
        }
        return path;
    }

    private static String folderOf(Kind kind) {
        return switch (kind) {
            case SECRET -> "secrets";
            case CONFIG -> "configs";
        };
    }

    private static String absolute(String base, String target) {
        return target.startsWith("/") ? target : base + target;
    }

    private static int number(String id) {
        return id.isEmpty() ? 0 : Integer.parseInt(id);
    }
}
