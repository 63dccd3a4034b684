package io.berth.node.cli.command;

import io.berth.node.cli.api.Refused;
import io.berth.node.cli.exit.ExitCode;
import io.berth.node.cli.option.Place;
import io.berth.node.config.HostAndPort;
import io.berth.node.config.MemberPorts;
import io.berth.node.config.NodeConfig;
import io.berth.node.wiring.JoinedAgent;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A node of the cluster, in the foreground. */
@Command(
        name = "agent",
        description = "Start an agent: this machine becomes a node that runs tasks",
        footer = "@FILE reads options from a file.")
public final class Agent implements Callable<Integer> {
    @Mixin
    private Place place = new Place();

    @Option(
            names = "--join",
            paramLabel = "HOST:PORT,...",
            required = true,
            description = "Members to connect to, tried in turn; the port is 7071 if none is said")
    private String join = "";

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:BERTH_TOKEN:-}",
            description = "A join token of the role agent, for the first start; also by BERTH_TOKEN")
    private String token = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command.
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        NodeConfig config = config();
        JoinedAgent agent = start(config);
        out.println("node %s is %s; members: %s".formatted(config.name(), agent.node(), config.members()));
        var _ = Foreground.await(agent, new CompletableFuture<>(), out);
        return ExitCode.DONE;
    }

    private static JoinedAgent start(NodeConfig config) {
        try {
            return JoinedAgent.start(config);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new Refused("cannot start: " + e.getMessage(), e);
        }
    }

    private NodeConfig config() {
        try {
            return new NodeConfig(
                    place.data(),
                    place.name(),
                    place.advertised(),
                    place.publishOn(),
                    HostAndPort.parseAll(join, MemberPorts.DEFAULT_LINK),
                    token,
                    place.runtime());
        } catch (IllegalArgumentException e) {
            throw place.usage(String.valueOf(e.getMessage()), e);
        }
    }
}
