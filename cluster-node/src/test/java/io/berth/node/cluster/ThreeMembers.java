package io.berth.node.cluster;

import static org.awaitility.Awaitility.await;

import io.berth.persistence.cassandra.CassandraServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Three members with a journal in Cassandra, and agents: each a process, the members with addresses of their own. */
final class ThreeMembers implements AutoCloseable {
    static final int COUNT = 3;
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final List<String> flags;
    private final int httpPort = FreePorts.next();
    private final int linkPort = FreePorts.next();
    private final int clusterPort = FreePorts.next();
    private final String journal = "cassandra://127.0.0.1:%d/members_%d"
            .formatted(CassandraServer.running().port(), System.nanoTime());
    private String agentToken = "";
    private final Map<String, BerthProcess> running = new HashMap<>();
    private final List<BerthProcess> started = new ArrayList<>();

    private ThreeMembers(Path folder, List<String> flags) throws IOException {
        this.folder = folder;
        this.flags = flags;
    }

    /**
     * The first member creates the cluster, the others are let in with a token.
     *
     * @param folder for all that they keep, and for their logs
     * @param flags for each member
     */
    static ThreeMembers found(Path folder, String... flags) throws IOException {
        ThreeMembers members = new ThreeMembers(folder, List.of(flags));
        try {
            members.start(0, "--create");
            String token = members.commands(0)
                    .done("token", "create", "--role", "member", "-q")
                    .line();
            for (int i = 1; i < COUNT; i++) {
                members.letIn(i, token);
            }
            return members;
        } catch (IOException | RuntimeException | Error e) {
            members.close();
            throw e;
        }
    }

    /** On a starved machine the others may answer too late: then it is started again, as a supervisor would. */
    private void letIn(int number, String token) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .until(() -> begin(number, "--token", token).hasPrintedBeforeItsEnd("listening on"));
    }

    /** Starts agents, and waits until all members know them. */
    void startAgents(String... names) throws IOException {
        agentToken = commands(0).done("token", "create", "-q").line();
        for (String name : names) {
            startAgent(name);
        }
        for (int i = 0; i < COUNT; i++) {
            awaitNodes(i, names.length);
        }
    }

    /** Starts an agent again; returns at once. */
    BerthProcess startAgent(String name) throws IOException {
        String joins = String.join(
                ",",
                IntStream.range(0, COUNT)
                        .mapToObj(i -> host(i) + ":" + linkPort)
                        .toList());
        return run(
                name,
                "agent",
                "--advertise",
                "127.0.0.1",
                "--join",
                joins,
                "--token",
                agentToken,
                "--runtime",
                "process");
    }

    /** Returns when a member sees so many nodes ready. */
    void awaitNodes(int member, int count) {
        await().atMost(PATIENCE)
                .until(() -> commands(member).list("nodes").stream()
                                .filter(node -> node.path("status").asText().equals("ready"))
                                .count()
                        == count);
    }

    /** Starts a member, for the first time or again. Returns when it answers. */
    BerthProcess start(int number, String... more) throws IOException {
        BerthProcess process = begin(number, more);
        process.awaitPrinted("listening on (http\\S+)");
        return process;
    }

    /** Starts a member; returns at once. */
    BerthProcess begin(int number, String... more) throws IOException {
        List<String> others = IntStream.range(0, COUNT)
                .filter(other -> other != number)
                .mapToObj(other -> host(other) + ":" + clusterPort)
                .toList();
        List<String> words = new ArrayList<>(List.of(
                "server",
                "--advertise",
                host(number),
                "--http",
                host(number),
                "--port",
                Integer.toString(httpPort),
                "--link-port",
                Integer.toString(linkPort),
                "--cluster-port",
                Integer.toString(clusterPort),
                "--journal",
                journal,
                "--join",
                String.join(",", others),
                "--no-agent"));
        words.addAll(flags);
        words.addAll(List.of(more));
        return run(name(number), words.toArray(String[]::new));
    }

    /** The last process of a member. */
    BerthProcess member(int number) {
        return process(name(number));
    }

    /** The last process of that name. */
    BerthProcess process(String name) {
        BerthProcess process = running.get(name);
        if (process == null) {
            throw new IllegalArgumentException("no process %s among %s".formatted(name, running.keySet()));
        }
        return process;
    }

    /** The command line, asking one member. */
    Commands commands(int member) {
        return new Commands("http://%s:%d".formatted(host(member), httpPort));
    }

    /** Writes a compose file. */
    String compose(String text) throws IOException {
        return Files.writeString(folder.resolve("compose.yml"), text).toString();
    }

    private static String name(int number) {
        return "m" + (number + 1);
    }

    /** Linux answers at every address of 127.0.0.0/8. */
    private static String host(int number) {
        return "127.0.0." + (11 + number);
    }

    private BerthProcess run(String name, String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--name", name, "--data", folder.resolve(name).toString()));
        BerthProcess process = BerthProcess.start(folder.resolve("%s-%d.log".formatted(name, started.size())), line);
        started.add(process);
        running.put(name, process);
        return process;
    }

    @Override
    public void close() {
        started.forEach(BerthProcess::close);
    }
}
