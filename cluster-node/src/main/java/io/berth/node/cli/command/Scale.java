package io.berth.node.cli.command;

import io.berth.node.cli.api.Api;
import io.berth.node.cli.option.Waiting;
import io.berth.node.cli.show.Convergence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Changes numbers of replicas. */
@Command(name = "scale", description = "Change the number of replicas of services")
public final class Scale extends ApiCommand {
    @Mixin
    private Waiting waiting = new Waiting();

    @Parameters(arity = "1..*", paramLabel = "SERVICE=N", description = "A service and how many tasks it shall have")
    private Map<String, Integer> replicas = new LinkedHashMap<>();

    @Override
    public Integer call() {
        Api api = api();
        replicas.forEach((name, number) -> api.post(service(name) + "/scale", object().put("replicas", number)));
        return waiting.await(api, out(), List.copyOf(replicas.keySet()), Convergence.Goal.SPEC);
    }
}
