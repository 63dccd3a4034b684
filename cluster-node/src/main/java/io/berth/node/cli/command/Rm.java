package io.berth.node.cli.command;

import io.berth.node.cli.api.Api;
import io.berth.node.cli.exit.ExitCode;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes services or stacks. */
@Command(name = "rm", description = "Remove services, or whole stacks with --stack, and stop their tasks")
public final class Rm extends ApiCommand {
    @Option(names = "--stack", description = "The names are those of stacks")
    private boolean isStack;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "Their names")
    private List<String> names = List.of();

    @Override
    public Integer call() {
        for (String name : names) {
            api().delete(isStack ? "/stacks/" + Api.segment(name) : service(name), Map.of());
            out().println("removing " + name);
        }
        return ExitCode.DONE;
    }
}
