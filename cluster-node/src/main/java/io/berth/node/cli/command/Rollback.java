package io.berth.node.cli.command;

import io.berth.node.cli.api.Api;
import io.berth.node.cli.option.Waiting;
import io.berth.node.cli.show.Convergence;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts the previous spec again. */
@Command(name = "rollback", description = "Go back to the previous spec of a service")
public final class Rollback extends ApiCommand {
    @Mixin
    private Waiting waiting = new Waiting();

    @Parameters(paramLabel = "SERVICE", description = "Its name")
    private String name = "";

    @Override
    public Integer call() {
        Api api = api();
        api.post(service(name) + "/rollback", object());
        return waiting.await(api, out(), List.of(name), Convergence.Goal.ROLLBACK);
    }
}
