package io.berth.node.cli;

import io.berth.node.cli.api.Refused;
import io.berth.node.cli.command.Agent;
import io.berth.node.cli.command.Chaos;
import io.berth.node.cli.command.Completion;
import io.berth.node.cli.command.Config;
import io.berth.node.cli.command.Deploy;
import io.berth.node.cli.command.Dev;
import io.berth.node.cli.command.Events;
import io.berth.node.cli.command.History;
import io.berth.node.cli.command.Inspect;
import io.berth.node.cli.command.Logs;
import io.berth.node.cli.command.Ls;
import io.berth.node.cli.command.Node;
import io.berth.node.cli.command.Nodes;
import io.berth.node.cli.command.Plan;
import io.berth.node.cli.command.Ps;
import io.berth.node.cli.command.Restart;
import io.berth.node.cli.command.Rm;
import io.berth.node.cli.command.Rollback;
import io.berth.node.cli.command.Scale;
import io.berth.node.cli.command.Secret;
import io.berth.node.cli.command.Server;
import io.berth.node.cli.command.Stacks;
import io.berth.node.cli.command.Token;
import io.berth.node.cli.command.Update;
import io.berth.node.cli.command.Version;
import io.berth.node.cli.command.Why;
import io.berth.node.cli.exit.ExitCode;
import io.berth.node.cli.option.DurationConverter;
import io.berth.node.cli.option.HelpOption;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The tree of commands. */
@Command(
        name = "berth",
        description = "A container orchestrator in which every service and every node is a persistent actor.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done and converged, 1 refused, 2 wrong usage, 3 rolled back, 4 timed out,",
            "5 a member that its cluster has removed.",
            "`berth COMMAND --help` explains one command."
        })
public final class Cli implements Runnable {
    /** The map of all commands, in the order in which a newcomer needs them. */
    private static final Map<String, List<Class<?>>> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put("Start", List.of(Dev.class, Server.class, Agent.class));
        GROUPS.put("Stacks", List.of(Deploy.class, Plan.class, Stacks.class));
        GROUPS.put("Look", List.of(Ls.class, Ps.class, Inspect.class, Logs.class));
        GROUPS.put("Change", List.of(Scale.class, Update.class, Rollback.class, Restart.class, Rm.class));
        GROUPS.put("Understand", List.of(Why.class, History.class, Events.class));
        GROUPS.put("Nodes and files", List.of(Nodes.class, Node.class, Token.class, Secret.class, Config.class));
        GROUPS.put("Test Berth itself", List.of(Chaos.class));
        GROUPS.put("About", List.of(Version.class, Completion.class));
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command.
    private CommandSpec spec;

    /** Runs one command line and returns its exit code; nothing is thrown. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine().setOut(out).setErr(err).execute(arguments);
    }

    private static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Cli());
        GROUPS.values().forEach(group -> group.forEach(line::addSubcommand));
        addHelp(line);
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, Cli::map);
        line.registerConverter(Duration.class, new DurationConverter());
        line.setExecutionExceptionHandler((e, at, _) -> {
            boolean isRefusal = e instanceof Refused;
            at.getErr().println("berth: " + (isRefusal ? ((Refused) e).detail() : "a fault in this program: " + e));
            return ExitCode.REFUSED;
        });
        line.setParameterExceptionHandler((e, _) -> {
            PrintWriter err = e.getCommandLine().getErr();
            err.println("berth: " + e.getMessage());
            err.println("See `" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help`");
            return ExitCode.USAGE;
        });
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command");
    }

    private static void addHelp(CommandLine line) {
        line.getCommandSpec().addMixin("help", CommandSpec.forAnnotatedObject(new HelpOption()));
        line.getSubcommands().values().forEach(Cli::addHelp);
    }

    private static String map(Help help) {
        if (help.subcommands().isEmpty() || help.commandSpec().parent() != null) {
            return help.commandList();
        }
        List<String> lines = new ArrayList<>();
        GROUPS.forEach((group, commands) -> {
            lines.add("");
            lines.add(group + ":");
            commands.forEach(type -> {
                Command command = type.getAnnotation(Command.class);
                lines.add("  %-12s%s".formatted(command.name(), String.join(" ", command.description())));
            });
        });
        return lines.stream().collect(Collectors.joining(System.lineSeparator(), "", System.lineSeparator()));
    }
}
