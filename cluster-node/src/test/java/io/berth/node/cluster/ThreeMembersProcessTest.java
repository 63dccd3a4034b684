package io.berth.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

/** Three members with a real Cassandra and two agents, each a process with an address of its own, killed with SIGKILL. */
class ThreeMembersProcessTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Sleepers sleepers = new Sleepers();
    private final List<AutoCloseable> started = new ArrayList<>();
    private final List<BerthProcess> members = new ArrayList<>();
    private final List<Commands> commands = new ArrayList<>();
    private int httpPort;
    private int linkPort;
    private int clusterPort;
    private String journal = "";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @AfterEach
    void leaveNoProcessBehind() throws Exception {
        for (AutoCloseable process : started) {
            process.close();
        }
        sleepers.close();
    }

    @Test
    void aClusterOutlivesItsMembersAndNothingRunningIsTouched() throws Exception {
        httpPort = FreePorts.next();
        linkPort = FreePorts.next();
        clusterPort = FreePorts.next();
        CassandraProcess cassandra = CassandraProcess.start(folder.resolve("cassandra"));
        started.add(cassandra);
        journal = cassandra.journal();
        found();
        startAgents();

        commands.get(1).done("deploy", compose(4), "--stack", "s", "--timeout", "3m");
        List<Long> pids = sleepers.await(4);
        for (Commands member : commands) {
            assertThat(member.list("ls")).hasSize(1);
            assertThat(member.list("nodes")).hasSize(2);
            assertThat(member.done("logs", "s_web").out()).containsPattern("(?s)(hello.*){4}");
        }

        killedMemberIsReplacedByTheOthers(pids);
        aMinorityWaitsAndAMajorityGoesOn(pids);
        lostNodesTasksRunElsewhere();
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

    private void killedMemberIsReplacedByTheOthers(List<Long> pids) throws Exception {
        members.get(0).kill();

        awaitDone(commands.get(1), "scale", "s_web=5", "--timeout", "3m");
        await().atMost(PATIENCE).until(() -> sleepers.pids().size() == 5);
        assertThat(sleepers.pids()).containsAll(pids);
        await().atMost(PATIENCE).until(() -> nodes(commands.get(2), "ready") == 2);

        members.set(0, member(0));
        members.getFirst().awaitPrinted("listening on");
        assertThat(commands.getFirst().list("ps")).hasSizeGreaterThanOrEqualTo(5);
    }

    /** Two of three die; the third ends with its exit code, and forms no cluster of its own when it comes back. */
    private void aMinorityWaitsAndAMajorityGoesOn(List<Long> pids) throws Exception {
        members.get(0).kill();
        members.get(1).kill();

        assertThat(members.get(2).awaitExit()).isEqualTo(5);
        members.set(2, member(2));
        members.get(2).awaitPrinted("it takes to form one only 1 look for it");
        assertThat(sleepers.pids()).containsAll(pids);

        members.set(0, member(0));
        members.get(0).awaitPrinted("listening on");
        members.get(2).awaitPrinted("listening on");
        awaitDone(commands.get(2), "scale", "s_web=4", "--timeout", "3m");
        await().atMost(PATIENCE).until(() -> nodes(commands.get(0), "ready") == 2);
        members.set(1, member(1));
        members.get(1).awaitPrinted("listening on");
        assertThat(commands.get(1).list("ls")).hasSize(1);
    }

    private void lostNodesTasksRunElsewhere() throws Exception {
        ((BerthProcess) started.stream()
                        .filter(BerthProcess.class::isInstance)
                        .filter(process -> ((BerthProcess) process).printed().contains("node n1 is"))
                        .findFirst()
                        .orElseThrow())
                .kill();

        await().atMost(PATIENCE)
                .until(() -> commands.get(1).list("ps").stream()
                                .filter(task -> task.path("state").asText().equals("running")
                                        && task.path("hostname").asText().equals("n2"))
                                .count()
                        == 4);
    }

    private static long nodes(Commands member, String status) {
        return member.list("nodes").stream()
                .filter(node -> node.path("status").asText().equals(status))
                .count();
    }

    /** While the cluster heals, a command may be refused or its outcome unknown: it is given again. */
    private static void awaitDone(Commands member, String... words) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> member.run(words).exit() == 0);
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
