package io.berth.node.cli.command;

import io.berth.node.cli.api.Answer;
import io.berth.node.cli.api.Api;
import io.berth.node.cli.option.SpecChange;
import io.berth.node.cli.option.Waiting;
import io.berth.node.cli.show.Convergence;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Changes single things of a spec. */
@Command(name = "update", description = "Change the spec of a service and roll the change out")
public final class Update extends ApiCommand {
    @Mixin
    private Waiting waiting = new Waiting();

    @Mixin
    private SpecChange change = new SpecChange();

    @Parameters(paramLabel = "SERVICE", description = "Its name")
    private String name = "";

    @Override
    public Integer call() {
        Api api = api();
        Answer present = api.get(service(name));
        api.put(service(name), change.applied(name, present.body().path("spec")), present.version());
        return waiting.await(api, out(), List.of(name), Convergence.Goal.SPEC);
    }
}
