package io.berth.node.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.node.cli.api.Answer;
import io.berth.node.cli.api.Api;
import io.berth.node.cli.exit.ExitCode;
import io.berth.node.cli.option.SpecChange;
import io.berth.node.cli.option.Waiting;
import io.berth.node.cli.show.Convergence;
import io.berth.node.cli.show.Display;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes single things of a spec. */
@Command(name = "update", description = "Change the spec of a service and roll the change out")
public final class Update extends ApiCommand {
    @Mixin
    private Waiting waiting = new Waiting();

    @Mixin
    private SpecChange change = new SpecChange();

    @Mixin
    private Display display = new Display();

    @Option(names = "--plan", description = "Only show what would change and where tasks would go; nothing is written")
    private boolean isPlan;

    @Parameters(paramLabel = "SERVICE", description = "Its name")
    private String name = "";

    @Override
    public Integer call() {
        Api api = api();
        Answer present = api.get(service(name));
        JsonNode spec = change.applied(name, present.body().path("spec"));
        if (isPlan) {
            display.plan(out(), api.post("/plan", Map.of("service", name), spec).body());
            return ExitCode.DONE;
        }
        api.put(service(name), spec, present.version());
        return waiting.await(api, out(), List.of(name), Convergence.Goal.SPEC);
    }
}
