package io.berth.node.cli.command;

import io.berth.node.cli.api.Api;
import io.berth.node.cli.option.Waiting;
import io.berth.node.cli.show.Convergence;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Replaces all tasks. */
@Command(name = "restart", description = "Replace all tasks of services, by their update policy")
public final class Restart extends ApiCommand {
    @Mixin
    private Waiting waiting = new Waiting();

    @Parameters(arity = "1..*", paramLabel = "SERVICE", description = "Their names")
    private List<String> names = List.of();

    @Override
    public Integer call() {
        Api api = api();
        names.forEach(name -> api.post(service(name) + "/restart", object()));
        return waiting.await(api, out(), names, Convergence.Goal.SPEC);
    }
}
