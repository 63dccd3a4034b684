package io.berth.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.berth.persistence.cassandra.CassandraServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Three members with a real Cassandra and two agents, each a process with an address of its own. */
class ThreeMembersProcessTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Sleepers sleepers = new Sleepers();
    private final List<BerthProcess> started = new ArrayList<>();
    private final List<BerthProcess> members = new ArrayList<>();
    private final List<Commands> commands = new ArrayList<>();
    private int httpPort;
    private int linkPort;
    private int clusterPort;
    private String journal = "";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @AfterEach
    void leaveNoProcessBehind() {
        started.forEach(BerthProcess::close);
        sleepers.close();
    }

    @Test
    void anyMemberAnswersAnyRequest() throws Exception {
        httpPort = FreePorts.next();
        linkPort = FreePorts.next();
        clusterPort = FreePorts.next();
        journal = "cassandra://127.0.0.1:%d/members_%d"
                .formatted(CassandraServer.running().port(), System.nanoTime());
        found();
        startAgents();

        commands.get(1).done("deploy", compose(4), "--stack", "s", "--timeout", "3m");
        sleepers.await(4);
        for (Commands member : commands) {
            assertThat(member.list("ls")).hasSize(1);
            assertThat(member.list("nodes")).hasSize(2);
            assertThat(member.done("logs", "s_web").out()).containsPattern("(?s)(hello.*){4}");
        }
    }

    /** The first member creates the cluster, the others are let in with a token. */
    private void found() throws IOException {
        members.add(member(0, "--create"));
        Commands first = new Commands(members.getFirst().awaitPrinted("listening on (http\\S+)"));
        commands.add(first);
        String token = first.done("token", "create", "--role", "member", "-q").line();
        for (int i = 1; i < 3; i++) {
            members.add(member(i, "--token", token));
            commands.add(new Commands(members.get(i).awaitPrinted("listening on (http\\S+)")));
        }
    }

    private void startAgents() throws IOException {
        String token = commands.getFirst().done("token", "create", "-q").line();
        String joins = String.join(
                ",",
                IntStream.range(0, 3).mapToObj(i -> host(i) + ":" + linkPort).toList());
        for (String name : List.of("n1", "n2")) {
            start(name, "agent", "--advertise", "127.0.0.1", "--join", joins, "--token", token, "--runtime", "process");
        }
        await().atMost(PATIENCE).until(() -> nodes(commands.get(2), "ready") == 2);
    }

    private static long nodes(Commands member, String status) {
        return member.list("nodes").stream()
                .filter(node -> node.path("status").asText().equals(status))
                .count();
    }

    private BerthProcess member(int number, String... more) throws IOException {
        List<String> others = IntStream.range(0, 3)
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
        words.addAll(List.of(more));
        return start("m" + (number + 1), words.toArray(String[]::new));
    }

    /** Linux answers at every address of 127.0.0.0/8. */
    private static String host(int number) {
        return "127.0.0." + (11 + number);
    }

    private BerthProcess start(String name, String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--name", name, "--data", folder.resolve(name).toString()));
        BerthProcess process = BerthProcess.start(folder.resolve(name + ".log"), line);
        started.add(process);
        return process;
    }

    private String compose(int replicas) throws IOException {
        Path file = folder.resolve("compose.yml");
        Files.writeString(file, sleepers.stack(replicas));
        return file.toString();
    }
}
