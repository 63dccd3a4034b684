package io.berth.node.cli.command;

import io.berth.node.cli.api.Api;
import io.berth.node.cli.api.Refused;
import io.berth.node.cli.exit.ExitCode;
import io.berth.node.cli.option.StackSource;
import io.berth.node.cli.show.Convergence;
import io.berth.node.cli.show.Progress;
import io.berth.node.config.JournalAddress;
import io.berth.node.config.MemberConfig;
import io.berth.node.config.MemberPorts;
import io.berth.node.config.RuntimeChoice;
import io.berth.node.wiring.Member;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** All of Berth in one process, in the foreground. */
@Command(name = "dev", description = "Start a control plane and an agent in one process and deploy a compose file")
public final class Dev implements Callable<Integer> {
    /** An image may have to be pulled first. */
    private static final Duration DEPLOY_TIMEOUT = Duration.ofMinutes(10);

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The compose file; without one nothing is deployed")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            description = "The stack's name (default: `name:` in the file, else the name of the file's folder)")
    private Optional<String> stack = Optional.empty();

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
            names = "--journal",
            paramLabel = "URI",
            description =
                    "Where events are kept: rocksdb:DIR (default: in --data) or cassandra://HOST:PORT,.../KEYSPACE")
    private Optional<String> journal = Optional.empty();

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
        out.println("starting; the journal is "
                + journal.orElseGet(
                        () -> "in " + config.dataDir().toAbsolutePath().normalize()));
        Member member = start(config);
        Api api = new Api(member.address(), "default");
        CountDownLatch stopping = new CountDownLatch(1);
        Thread stop = new Thread(() -> stop(member, api, out, stopping), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        out.println("listening on " + member.address());
        try {
            file.ifPresentOrElse(
                    given -> deploy(new StackSource(given, stack), api, out), () -> inviteDocker(api, out));
        } catch (Refused e) {
            if (stopping.getCount() > 0) {
                Runtime.getRuntime().removeShutdownHook(stop);
                member.close();
                throw e;
            }
        }
        stopping.await();
        stop.join();
        return ExitCode.DONE;
    }

    private static Member start(MemberConfig config) {
        try {
            return Member.start(config);
        } catch (UncheckedIOException e) {
            throw new Refused("cannot start: " + e.getMessage(), e);
        }
    }

    private static void inviteDocker(Api api, PrintWriter out) {
        String address =
                "tcp://%s:%d".formatted(api.host().getHost(), api.host().getPort());
        out.println("ready; go on in another terminal with berth deploy, or with docker service and docker stack:");
        out.println("  export DOCKER_HOST=" + address);
        out.println("Ctrl-C stops Berth; the tasks go on running.");
    }

    private void deploy(StackSource source, Api api, PrintWriter out) {
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
        out.println("Ctrl-C stops Berth; the tasks go on running. To end them first: berth rm --stack %s%s"
                .formatted(source.stack(), host));
    }

    private void stop(Member member, Api api, PrintWriter out, CountDownLatch stopping) {
        stopping.countDown();
        out.println();
        out.println("stopping");
        Optional<Map<String, Long>> running = running(api);
        member.close();
        if (running.isPresent() && running.get().isEmpty()) {
            out.println("stopped; nothing goes on running");
        } else {
            out.println("stopped; these go on running without Berth:");
            running.ifPresentOrElse(
                    known -> known.forEach(
                            (name, tasks) -> out.println("  %s  %d %s".formatted(name, tasks, word(tasks)))),
                    () -> out.println("  all tasks that ran until now"));
            out.println(
                    "The next start with --data %s adopts them; published ports answer again then.".formatted(data));
        }
    }

    private static String word(long number) {
        return number == 1 ? "task" : "tasks";
    }

    /** How many tasks of each service run; empty if the member cannot tell any more. */
    private static Optional<Map<String, Long>> running(Api api) {
        try {
            return Optional.of(api.get("/tasks").items().stream()
                    .filter(task -> task.path("state").asText().equals("running"))
                    .collect(Collectors.groupingBy(
                            task -> task.path("service").asText(), TreeMap::new, Collectors.counting())));
        } catch (Refused e) {
            return Optional.empty();
        }
    }

    private MemberConfig config() {
        return new MemberConfig(
                data,
                "local",
                journal(),
                MemberPorts.local(MemberPorts.LOOPBACK, port, 0),
                choice(),
                true,
                MemberConfig.DEFAULT_SHARDS);
    }

    private JournalAddress journal() {
        try {
            return journal.map(JournalAddress::parse)
                    .orElseGet(() ->
                            new JournalAddress.Embedded(data.toAbsolutePath().resolve("journal")));
        } catch (IllegalArgumentException e) {
            throw usage("--journal: " + e.getMessage(), e);
        }
    }

    private RuntimeChoice choice() {
        try {
            return RuntimeChoice.valueOf(runtime.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw usage("--runtime must be auto, docker or process, got " + runtime, e);
        }
    }

    private ParameterException usage(String text, IllegalArgumentException cause) {
        return new ParameterException(spec.commandLine(), text, cause);
    }
}
