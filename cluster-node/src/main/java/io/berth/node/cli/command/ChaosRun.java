package io.berth.node.cli.command;

import io.berth.node.cli.api.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs an experiment. */
@Command(
        name = "run",
        description = "Run an experiment: put faults into this machine, as root, and see what comes back when",
        footer = "Exit codes: 0 all that must hold held again in time, 1 not. All faults are taken back.")
public final class ChaosRun extends ExperimentCommand {
    @Parameters(paramLabel = "FILE", description = "The experiment, as those under examples/chaos")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        try {
            return run(Files.readString(file), variables());
        } catch (IOException e) {
            throw new Refused("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }
}
