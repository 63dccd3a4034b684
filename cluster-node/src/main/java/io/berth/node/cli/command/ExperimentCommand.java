package io.berth.node.cli.command;

import io.berth.chaos.experiment.Experiment;
import io.berth.chaos.experiment.ExperimentFile;
import io.berth.chaos.experiment.ExperimentRefused;
import io.berth.chaos.experiment.ExperimentRun;
import io.berth.chaos.experiment.Outcome;
import io.berth.chaos.experiment.Report;
import io.berth.node.cli.api.ApiCluster;
import io.berth.node.cli.api.Refused;
import io.berth.node.cli.exit.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What commands have in common that run experiments on this machine. */
abstract class ExperimentCommand extends ApiCommand {
    @Option(
            names = "--allow-faults",
            description = "Do it: processes of this machine are killed or stopped. Without it nothing is done")
    private boolean isAllowed;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A value for $${NAME} in the experiment")
    private Map<String, String> variables = Map.of();

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Folder for the report: report.md, and report.html with a timeline")
    private Optional<Path> folder = Optional.empty();

    Map<String, String> variables() {
        return variables;
    }

    int run(String yaml, Map<String, String> values) {
        try {
            Experiment experiment = ExperimentFile.read(yaml, values);
            out().println(experiment.title());
            experiment.faults().forEach(fault -> out().println("  " + fault));
            if (!isAllowed) {
                throw new Refused(
                        0, "nothing is done: faults are off unless allowed. Say --allow-faults where they may be done");
            }
            Outcome outcome = run(new ExperimentRun(experiment, new ApiCluster(api()), this::show));
            Report report = new Report(outcome);
            write(report);
            out().println(report.line());
            return outcome.verdict() == Outcome.Verdict.PASSED ? ExitCode.DONE : ExitCode.REFUSED;
        } catch (ExperimentRefused e) {
            throw new Refused(String.valueOf(e.getMessage()), e);
        }
    }

    /** Ctrl-C takes all faults back first. */
    private static Outcome run(ExperimentRun run) {
        Thread hook = new Thread(() -> stop(run), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        Outcome outcome = run.run();
        if (outcome.verdict() != Outcome.Verdict.STOPPED) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        return outcome;
    }

    private static void stop(ExperimentRun run) {
        try {
            run.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(Outcome.Moment moment) {
        PrintWriter out = out();
        out.printf(
                Locale.ROOT,
                "%6.1f s  %-7s %s%n",
                moment.at().toMillis() / 1000.0,
                moment.kind().name().toLowerCase(Locale.ROOT),
                moment.text());
        out.flush();
    }

    private void write(Report report) {
        if (folder.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(folder.get());
            Files.writeString(folder.get().resolve("report.md"), report.markdown());
            Files.writeString(folder.get().resolve("report.html"), report.html());
        } catch (IOException e) {
            throw new Refused("the report cannot be written to %s: %s".formatted(folder.get(), e.getMessage()), e);
        }
    }
}
