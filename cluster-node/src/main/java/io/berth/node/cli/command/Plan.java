package io.berth.node.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.node.cli.api.Answer;
import io.berth.node.cli.api.Api;
import io.berth.node.cli.exit.ExitCode;
import io.berth.node.cli.option.StackSource;
import io.berth.node.cli.show.Display;
import io.berth.node.cli.show.Tables;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what a deploy would do. */
@Command(name = "plan", description = "Show what deploying a compose file would change; nothing is written")
public final class Plan extends ApiCommand {
    @Mixin
    private Display display = new Display();

    @Mixin
    private StackSource source = new StackSource();

    @Override
    public Integer call() {
        String path = "/stacks/" + Api.segment(source.stack());
        Answer answer = api().put(path, Map.of("dryRun", "true"), source.body());
        if (display.isTable()) {
            List<JsonNode> changes = Stream.of("secrets", "configs", "services")
                    .flatMap(kind -> answer.body().path(kind).valueStream())
                    .toList();
            display.lines(out(), changes, Tables.CHANGES);
            answer.body().path("warnings").forEach(warning -> err().println("warning: " + warning.asText()));
        } else {
            display.tree(out(), answer.body());
        }
        return ExitCode.DONE;
    }
}
