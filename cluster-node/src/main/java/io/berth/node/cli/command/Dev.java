package io.berth.node.cli.command;

import io.berth.node.cli.api.Api;
import io.berth.node.cli.api.Refused;
import io.berth.node.cli.exit.ExitCode;
import io.berth.node.cli.option.StackSource;
import io.berth.node.cli.show.Convergence;
import io.berth.node.cli.show.Progress;
import io.berth.node.config.MemberConfig;
import io.berth.node.config.RuntimeChoice;
import io.berth.node.wiring.Member;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** All of Berth in one process, in the foreground. */
@Command(name = "dev", description = "Start a control plane and an agent in one process and deploy a compose file")
public final class Dev implements Callable<Integer> {
    /** An image may have to be pulled first. */
    private static final Duration DEPLOY_TIMEOUT = Duration.ofMinutes(10);

    @Mixin
    private StackSource source = new StackSource();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".berth",
            description = "Folder of the journal; what it holds is there again at the next start (default: .berth)")
    private Path data = Path.of(".berth");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "7070",
            description = "Port of the API on 127.0.0.1, 0 for any free one (default: ${DEFAULT-VALUE})")
    private int port = 7070;

    @Option(
            names = "--runtime",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "auto (docker if an engine answers, else process), docker or process (default: auto)")
    private String runtime = "auto";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command.
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        MemberConfig config = config();
        out.println("starting; the journal is in "
                + config.dataDir().toAbsolutePath().normalize());
        Member member = Member.start(config);
        Api api = new Api(member.address(), "default");
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(member, api, out, stopped), "stop"));
        out.println("listening on " + member.address());
        try {
            deploy(api, out);
        } catch (Refused e) {
            member.close();
            throw e;
        }
        stopped.await();
        return ExitCode.DONE;
    }

    private void deploy(Api api, PrintWriter out) {
        List<String> services = Deploy.put(api, source, spec.commandLine().getErr());
        int exit = new Progress(api, out).await(services, Convergence.Goal.SPEC, DEPLOY_TIMEOUT);
        out.println();
        out.println(exit == ExitCode.DONE ? "all running. Go on in another terminal:" : "not all running. Look at it:");
        String host = api.host().getPort() == 7070 ? "" : " --host " + api.host();
        out.println("  berth ls%s".formatted(host));
        out.println("  berth ps%s".formatted(host));
        if (!services.isEmpty()) {
            out.println("  berth why %s%s".formatted(services.getFirst(), host));
        }
        out.println("  berth events%s".formatted(host));
        out.println("Ctrl-C stops Berth; what runs goes on running.");
    }

    private static void stop(Member member, Api api, PrintWriter out, CountDownLatch stopped) {
        out.println();
        out.println("stopping" + running(api));
        member.close();
        out.println("stopped");
        stopped.countDown();
    }

    private static String running(Api api) {
        try {
            long running = api.get("/tasks").items().stream()
                    .filter(task -> task.path("state").asText().equals("running"))
                    .count();
            return "; %d tasks go on running, and the next start with the same --data adopts them".formatted(running);
        } catch (Refused e) {
            return "; tasks go on running, and the next start with the same --data adopts them";
        }
    }

    private MemberConfig config() {
        try {
            RuntimeChoice choice = RuntimeChoice.valueOf(runtime.toUpperCase(Locale.ROOT));
            return new MemberConfig(data, "127.0.0.1", port, 0, choice, "local", MemberConfig.DEFAULT_SHARDS);
        } catch (IllegalArgumentException e) {
            throw new picocli.CommandLine.ParameterException(
                    spec.commandLine(), "--runtime must be auto, docker or process, got " + runtime, e);
        }
    }
}
