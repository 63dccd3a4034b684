package io.berth.node.cli.command;

import io.berth.chaos.experiment.ExperimentFile;
import io.berth.chaos.experiment.ExperimentRefused;
import io.berth.node.cli.api.Refused;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a ready experiment. */
@Command(
        name = "try",
        description = "Run a ready experiment on a service, and see it heal",
        footer = "Ready are: cut-link, kill-process, kill-task, pause-process, pause-task.")
public final class ChaosTry extends ExperimentCommand {
    @Parameters(paramLabel = "EXPERIMENT", description = "Which, such as kill-task")
    private String name = "";

    @Option(names = "--service", paramLabel = "NAME", required = true, description = "The service that must bear it")
    private String service = "";

    @Override
    public Integer call() {
        Map<String, String> values = new HashMap<>(variables());
        values.put("service", service);
        try {
            return run(ExperimentFile.ready(name), values);
        } catch (ExperimentRefused e) {
            throw new Refused(String.valueOf(e.getMessage()), e);
        }
    }
}
