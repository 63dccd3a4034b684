package io.berth.node.cli.command;

import io.berth.node.cli.api.Api;
import io.berth.node.cli.api.Refused;
import io.berth.node.cli.exit.ExitCode;
import io.berth.node.cli.show.Display;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one thing with all that is known of it. */
@Command(name = "inspect", description = "Show a service, task, node or stack with all that is known of it")
public final class Inspect extends ApiCommand {
    private static final List<String> KINDS = List.of("services", "tasks", "nodes", "stacks");
    private static final int NOT_FOUND = 404;

    @Mixin
    private Display display = new Display();

    @Parameters(paramLabel = "NAME", description = "Its name; looked up in this order: services, tasks, nodes, stacks")
    private String name = "";

    @Override
    public Integer call() {
        for (String kind : KINDS) {
            try {
                display.tree(
                        out(), api().get("/" + kind + "/" + Api.segment(name)).body());
                return ExitCode.DONE;
            } catch (Refused e) {
                if (e.status() != NOT_FOUND) {
                    throw e;
                }
            }
        }
        throw new Refused(NOT_FOUND, "there is no service, task, node or stack " + name);
    }
}
