package io.berth.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** One member and its agents, each a process; either is killed and the tasks run on. */
class AgentProcessTest {
    private final Sleepers sleepers = new Sleepers();
    private final List<BerthProcess> started = new ArrayList<>();

    private String token = "";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @AfterEach
    void leaveNoProcessBehind() {
        started.forEach(BerthProcess::close);
        sleepers.close();
    }

    @Test
    void tasksOutliveTheirAgentAndTheMemberAndMoveWhenTheirNodeIsDown() throws Exception {
        BerthProcess member = server("0", "0");
        Commands commands = new Commands(member.awaitPrinted("listening on (http\\S+)"));
        String link = member.awaitPrinted("agents join at (\\S+),");
        token = commands.done("token", "create", "--quiet").line();
        BerthProcess first = agent("n1", link);
        awaitNodes(commands, "ready");
        commands.done("deploy", stack(2), "--stack", "s");
        List<Long> pids = sleepers.await(2);

        member.kill();
        first.kill();
        assertThat(sleepers.pids()).isEqualTo(pids);
        first = agent("n1", link);
        first.awaitPrinted("node n1 is");
        member = server(port(commands.host()), port(link));
        member.awaitPrinted("listening on");
        awaitNodes(commands, "ready");
        assertThat(sleepers.pids()).isEqualTo(pids);

        agent("n2", link);
        awaitNodes(commands, "ready", "ready");
        first.kill();
        awaitNodes(commands, "down", "ready");
        await().atMost(BerthProcess.PATIENCE)
                .until(() -> commands.list("ps").stream()
                                .filter(task -> task.path("state").asText().equals("running")
                                        && task.path("hostname").asText().equals("n2"))
                                .count()
                        == 2);

        agent("n1", link);
        awaitNodes(commands, "ready", "ready");
        sleepers.await(2);
        assertThat(sleepers.pids()).doesNotContainAnyElementsOf(pids);
    }

    private BerthProcess server(String httpPort, String linkPort) throws IOException {
        return start(
                "m1",
                "server",
                "--advertise",
                "127.0.0.1",
                "--port",
                httpPort,
                "--link-port",
                linkPort,
                "--cluster-port",
                "0",
                "--no-agent");
    }

    private BerthProcess agent(String name, String link) throws IOException {
        return start(
                name, "agent", "--advertise", "127.0.0.1", "--join", link, "--token", token, "--runtime", "process");
    }

    private BerthProcess start(String name, String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--name", name, "--data", folder.resolve(name).toString()));
        BerthProcess process = BerthProcess.start(folder.resolve(name + ".log"), line);
        started.add(process);
        return process;
    }

    private String stack(int replicas) throws IOException {
        Path file = folder.resolve("compose.yml");
        Files.writeString(file, sleepers.stack(replicas));
        return file.toString();
    }

    private static void awaitNodes(Commands commands, String... states) {
        await().atMost(BerthProcess.PATIENCE)
                .untilAsserted(() -> assertThat(commands.list("nodes"))
                        .extracting(node -> node.path("status").asText())
                        .containsExactlyInAnyOrder(states));
    }

    private static String port(String address) {
        return address.substring(address.lastIndexOf(':') + 1);
    }
}
