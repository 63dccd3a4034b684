package io.berth.node.cli.command;

import io.berth.node.cli.api.Api;
import io.berth.node.cli.api.Refused;
import io.berth.node.cli.exit.ExitCode;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints logs. */
@Command(name = "logs", description = "Print the log of a task, or of all tasks of a service")
public final class Logs extends ApiCommand {
    private static final int NOT_FOUND = 404;

    @Parameters(paramLabel = "NAME", description = "A service, or a task by id, beginning of an id, or name")
    private String name = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on as lines are written, until stopped")
    private boolean isFollowing;

    @Option(names = "--tail", paramLabel = "N", defaultValue = "", description = "Only the last N lines")
    private String tail = "";

    @Option(
            names = {"-t", "--timestamps"},
            description = "Begin each line with its time")
    private boolean isTimed;

    @Override
    public Integer call() {
        try {
            print("/services/" + Api.segment(name) + "/logs");
        } catch (Refused e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
            print("/tasks/" + Api.segment(name) + "/logs");
        }
        return ExitCode.DONE;
    }

    private void print(String path) {
        Map<String, String> query = Map.of(
                "follow", isFollowing ? "true" : "",
                "tail", tail,
                "timestamps", isTimed ? "true" : "");
        try (Stream<String> lines = api().lines(path, query, Map.of("Accept", "text/plain"))) {
            lines.forEach(out()::println);
        }
    }
}
