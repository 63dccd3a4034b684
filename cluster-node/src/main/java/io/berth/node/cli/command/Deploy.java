package io.berth.node.cli.command;

import io.berth.node.cli.api.Answer;
import io.berth.node.cli.api.Api;
import io.berth.node.cli.option.StackSource;
import io.berth.node.cli.option.Waiting;
import io.berth.node.cli.show.Convergence;
import io.berth.node.cli.show.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deploys a stack. */
@Command(name = "deploy", description = "Create or update a stack from a compose file")
public final class Deploy extends ApiCommand {
    @Mixin
    private StackSource source = new StackSource();

    @Mixin
    private Waiting waiting = new Waiting();

    @Override
    public Integer call() {
        Api api = api();
        return waiting.await(api, out(), put(api, source, err()), Convergence.Goal.SPEC);
    }

    /** Puts a stack, tells what the member warns of, and returns the names of the stack's services. */
    static List<String> put(Api api, StackSource source, PrintWriter err) {
        Answer answer = api.put("/stacks/" + Api.segment(source.stack()), source.body(), "");
        answer.body().path("warnings").forEach(warning -> err.println("warning: " + Table.text(warning)));
        return api.get("/services", Map.of("stack", source.stack())).items().stream()
                .filter(service -> !service.path("removing").asBoolean())
                .map(service -> service.path("name").asText())
                .toList();
    }
}
