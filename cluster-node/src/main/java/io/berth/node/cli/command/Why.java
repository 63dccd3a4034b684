package io.berth.node.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.node.cli.api.Answer;
import io.berth.node.cli.api.Api;
import io.berth.node.cli.exit.ExitCode;
import io.berth.node.cli.show.Display;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Explains where tasks are, or why they are nowhere. */
@Command(name = "why", description = "Explain why a service's tasks, or a task, are where they are, or nowhere")
public final class Why extends ApiCommand {
    @Mixin
    private Display display = new Display();

    @Parameters(paramLabel = "NAME", description = "A service or a task")
    private String name = "";

    @Override
    public Integer call() {
        Answer answer = api().get("/why/" + Api.segment(name));
        JsonNode text = answer.body().path("text");
        if (display.isTable() && !text.isMissingNode()) {
            lines(text);
        } else {
            display.tree(out(), answer.body());
        }
        return ExitCode.DONE;
    }

    private void lines(JsonNode text) {
        if (text.isArray()) {
            text.forEach(line -> out().println(line.asText()));
        } else {
            out().println(text.asText());
        }
    }
}
