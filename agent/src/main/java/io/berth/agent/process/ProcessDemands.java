package io.berth.agent.process;

import io.berth.agent.runtime.ContainerException;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.NameLookup;
import io.berth.domain.spec.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Refuses what a plain process cannot give, instead of leaving it out in silence. */
final class ProcessDemands {
    private ProcessDemands() {}

    static List<String> commandLine(ContainerSpec container) {
        return Stream.concat(container.command().stream(), container.args().stream())
                .toList();
    }

    static void check(ContainerSpec container, String path) {
        List<String> line = commandLine(container);
        if (line.isEmpty()) {
            throw new ContainerException("container " + container.name()
                    + " has no command: the process runtime runs command and args, not an image");
        }
        if (!container.mounts().isEmpty()) {
            throw new ContainerException(
                    "cannot mount " + container.mounts().getFirst().target()
                            + ": the process runtime has no mounts, use the docker runtime");
        }
        if (!container.user().isEmpty() && !container.user().equals(System.getProperty("user.name"))) {
            throw new ContainerException("cannot run as user " + container.user()
                    + ": the process runtime runs everything as " + System.getProperty("user.name"));
        }
        if (!container.sandbox().equals(Sandbox.USUAL)
                || !container.lookup().equals(NameLookup.USUAL)
                || container.logDriver().isPresent()) {
            throw new ContainerException("container " + container.name()
                    + " asks for a sandbox, name lookup or log driver: the process runtime has none, use docker");
        }
        if (!container.workdir().isEmpty() && !Files.isDirectory(Path.of(container.workdir()))) {
            throw new ContainerException("working directory does not exist: " + container.workdir());
        }
        String program = line.getFirst();
        if (!isExecutable(program, container.workdir(), container.env().getOrDefault("PATH", path))) {
            throw new ContainerException("exec: \"" + program + "\": executable file not found in $PATH");
        }
    }

    private static boolean isExecutable(String program, String workdir, String path) {
        if (program.contains("/")) {
            Path file = workdir.isEmpty() ? Path.of(program) : Path.of(workdir).resolve(program);
            return Files.isExecutable(file) && !Files.isDirectory(file);
        }
        return Stream.of(path.split(":", -1))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }
}
