package io.berth.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.node.config.RuntimeChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Experiments on a whole member, with containers and with processes. */
class ChaosTest {
    private static final String STACK = """
        services:
          web:
            image: busybox:1
            command: ["sleep", "100000"]
            deploy: {replicas: 2, restart_policy: {delay: 0s}}
        """;

    @TempDir
    private Path folder;

    private Optional<WholeMember> member = Optional.empty();
    private String node = "";

    @AfterEach
    void leaveNothingBehind() {
        member.ifPresent(whole -> {
            terminal().run("rm", "--stack", "s");
            Patience.soon().until(() -> terminal().items("ls").isEmpty());
            whole.close();
        });
        if (!node.isEmpty()) {
            DockerEngine.removeAllOf(node);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DOCKER", "PROCESS"})
    void aKilledTaskIsReplacedAndAPausedOneStays(RuntimeChoice runtime) throws IOException {
        start(runtime);
        List<String> before = tasks();
        Path report = folder.resolve("report");

        Terminal.Ended killed = terminal()
                .run("chaos", "try", "kill-task", "--service", "s_web", "--allow-faults", "--report", report.toString())
                .with(0);

        assertThat(killed.lines().getLast()).contains("passed", "replaced after", "recovered after");
        List<String> between = tasks();
        assertThat(between).hasSize(2).isNotEqualTo(before).containsAnyElementsOf(before);
        assertThat(report.resolve("report.md")).content().contains("**passed**", "another task runs in its slot");
        assertThat(report.resolve("report.html")).content().contains("<svg");

        Terminal.Ended paused = terminal()
                .run("chaos", "try", "pause-task", "--service", "s_web", "--allow-faults", "--set", "for=1s")
                .with(0);

        assertThat(paused.out()).contains("taken back", "passed");
        assertThat(tasks()).isEqualTo(between);
    }

    @Test
    void nothingIsDoneUnlessItIsAllowed() throws IOException {
        start(RuntimeChoice.PROCESS);
        List<String> before = tasks();

        Terminal.Ended ended = terminal()
                .run("chaos", "run", "../examples/chaos/kill-task.yml", "--set", "service=s_web")
                .with(1);

        assertThat(ended.err()).contains("faults are off unless allowed", "--allow-faults");
        assertThat(ended.out()).contains("kill a task of s_web");
        assertThat(tasks()).isEqualTo(before);
    }

    @Test
    void anExperimentThatDoesNotHoldBeforeIsNotBegun() throws IOException {
        start(RuntimeChoice.PROCESS);
        Path file = Files.writeString(folder.resolve("experiment.yml"), """
            title: Nobody answers
            steady-state: [{command: ["false"]}]
            method: {faults: [{kill-task: {service: s_web}}]}
            """);

        Terminal.Ended ended = terminal()
                .run("chaos", "run", file.toString(), "--allow-faults")
                .with(1);

        assertThat(ended.lines().getLast()).isEqualTo("Nobody answers: not begun");
    }

    private void start(RuntimeChoice runtime) throws IOException {
        if (runtime == RuntimeChoice.DOCKER) {
            DockerEngine.assumeThere();
        }
        WholeMember whole = WholeMember.start(folder.resolve("data"), runtime);
        member = Optional.of(whole);
        if (runtime == RuntimeChoice.DOCKER) {
            node = whole.node();
        }
        Path stack = Files.writeString(folder.resolve("stack.yml"), STACK);
        terminal().run("deploy", stack.toString(), "--stack", "s").with(0);
        Patience.soon().until(() -> tasks().size() == 2);
    }

    private Terminal terminal() {
        return member.orElseThrow().terminal();
    }

    private List<String> tasks() {
        return terminal().running("s_web").stream()
                .map(task -> task.path("id").asText())
                .sorted()
                .toList();
    }
}
