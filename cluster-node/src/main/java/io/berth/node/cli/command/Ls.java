package io.berth.node.cli.command;

import io.berth.node.cli.api.Answer;
import io.berth.node.cli.show.Table;
import io.berth.node.cli.show.Tables;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists services. */
@Command(name = "ls", description = "List services")
public final class Ls extends ListCommand {
    @Option(names = "--stack", paramLabel = "NAME", defaultValue = "", description = "Only those of a stack")
    private String stack = "";

    @Option(names = "--label", paramLabel = "KEY[=VALUE]", defaultValue = "", description = "Only those with a label")
    private String label = "";

    @Override
    Answer ask() {
        return api().get("/services", Map.of("stack", stack, "label", label));
    }

    @Override
    Table table() {
        return Tables.SERVICES;
    }
}
