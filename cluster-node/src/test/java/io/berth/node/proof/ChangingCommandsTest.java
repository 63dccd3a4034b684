package io.berth.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands that change something, against a real member. Each test has a stack of its own. */
class ChangingCommandsTest extends CommandsFixture {
    @Test
    void deployShowsProgressAndEndsWhenAllTasksRun() throws IOException {
        Terminal.Ended ended = deploy("deployed");

        assertThat(ended.lines().getLast()).endsWith("deployed_web  2/2 running");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void scaleUpdateRestartAndRollbackChangeWhatRuns() throws IOException {
        deploy("changed");

        terminal.type("scale changed_web=3").with(0);
        assertThat(terminal.running("changed_web")).hasSize(3);

        terminal.type("update changed_web --env-add GREETING=hi").with(0);
        assertThat(greeting("changed_web")).isEqualTo("hi");

        List<String> before = ids("changed_web");
        terminal.type("restart changed_web").with(0);
        assertThat(ids("changed_web")).hasSize(3).doesNotContainAnyElementsOf(before);

        terminal.type("update changed_web --env-add GREETING=ho").with(0);
        terminal.type("rollback changed_web").with(0);
        assertThat(greeting("changed_web")).isEqualTo("hi");
    }

    @Test
    void theExitCodeIsThreeIfTheChangeWasRolledBack() throws IOException {
        deploy("rolled");

        Terminal.Ended ended = terminal.type("update rolled_web --args false").with(3);

        assertThat(ended.lines().getLast()).contains("rolled back");
        assertThat(terminal.running("rolled_web")).hasSize(2);
    }

    @Test
    void theExitCodeIsOneIfItIsRefusedAndTwoIfTheLineIsWrong() throws IOException {
        deploy("refused");

        assertThat(terminal.type("scale nobody=3").with(1).err()).contains("nobody");
        assertThat(terminal.type("scale refused_web=-3").with(1).err()).contains("replicas");
        terminal.type("scale refused_web").with(2);
    }

    @Test
    void aServiceThatNoNodeTakesIsExplainedAndRunsOnceANodeHasTheLabel() throws IOException {
        Path file = Files.writeString(folder.resolve("picky.yml"), """
            services:
              web:
                command: ["sleep", "100000"]
                deploy:
                  placement: {constraints: ["node.labels.disk == ssd"]}
                x-berth: {runtime: process}
            """);
        String node = member.node();

        Terminal.Ended ended = terminal.run("deploy", file.toString(), "--stack", "picky", "--timeout", "1s");

        assertThat(ended.with(4).out()).contains("not converged within 1 s: picky_web");
        assertThat(terminal.type("why picky_web").with(0).out()).contains("node.labels.disk");
        assertThat(terminal.type("ls").with(0).out()).contains("pending, see `berth why picky_web`");

        terminal.type("node update " + node + " --label-add disk=ssd --label-add rack=7")
                .with(0);
        Patience.soon().until(() -> terminal.running("picky_web").size() == 1);
        terminal.type("node update " + node + " --label-rm disk").with(0);

        JsonNode labels = terminal.inspect(node).path("labels");
        assertThat(labels.has("disk")).isFalse();
        assertThat(labels.path("rack").asText()).isEqualTo("7");
        Patience.soon().until(() -> terminal.running("picky_web").isEmpty());
    }

    @Test
    void aNodeIsPausedAndActivatedAndNotRemovedWhileItIsThere() {
        String node = member.node();

        terminal.type("node update " + node + " --availability pause").with(0);
        assertThat(terminal.inspect(node).path("availability").asText()).isEqualTo("pause");
        terminal.type("node update " + node + " --availability active").with(0);
        assertThat(terminal.type("node rm " + node).with(1).err()).contains("not down");
    }

    @Test
    void secretsAndConfigsAreStoredListedShownAndRemoved() throws IOException {
        Path value = Files.writeString(folder.resolve("value.txt"), "hidden");

        for (String kind : List.of("secret", "config")) {
            terminal.run(kind, "create", "mine", value.toString(), "-l", "a=b").with(0);
            assertThat(terminal.type(kind + " ls").with(0).out()).contains("mine", "a=b");
            assertThat(terminal.type(kind + " inspect mine").with(0).out().contains("hidden"))
                    .isEqualTo(kind.equals("config"));
            assertThat(terminal.type("history " + kind + "/mine").with(0).out()).doesNotContain("hidden");
            terminal.type(kind + " rm mine").with(0);
            terminal.type(kind + " inspect mine").with(1);
        }
    }

    @Test
    void removedServicesAndStacksAreGone() throws IOException {
        deploy("gone");

        terminal.type("rm gone_web").with(0);
        Patience.soon().until(() -> terminal.type("inspect gone_web").exit() == 1);
        terminal.type("rm --stack gone").with(0);

        assertThat(terminal.items("config ls"))
                .noneMatch(config -> config.path("name").asText().startsWith("gone_"));
        assertThat(terminal.type("rm --stack gone").with(1).err()).contains("there is no stack gone");
    }
}
