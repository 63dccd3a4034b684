package io.berth.node.cli.command;

import io.berth.node.cli.api.Answer;
import io.berth.node.cli.exit.ExitCode;
import io.berth.node.cli.option.StackSource;
import io.berth.node.cli.show.Display;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what a deploy would do. */
@Command(
        name = "plan",
        description = "Show what deploying a compose file would change, and where tasks would go; nothing is written")
public final class Plan extends ApiCommand {
    @Mixin
    private Display display = new Display();

    @Mixin
    private StackSource source = new StackSource();

    @Override
    public Integer call() {
        Answer answer = api().post("/plan", Map.of("stack", source.stack()), source.body());
        display.plan(out(), answer.body());
        if (display.isTable()) {
            answer.body().path("warnings").forEach(warning -> err().println("warning: " + warning.asText()));
        }
        return ExitCode.DONE;
    }
}
