package io.berth.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.node.config.RuntimeChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command against a real member that runs processes. Each test has a stack of its own. */
class CommandsTest {
    private static final String STACK = """
        services:
          web:
            command: ["sh", "-c", "echo $$GREETING; exec sleep 100000"]
            environment: {GREETING: "${GREETING:-hello}"}
            configs: [page]
            deploy:
              replicas: 2
              restart_policy: {delay: 0s}
              update_config: {parallelism: 0, monitor: 2s, failure_action: rollback}
              rollback_config: {parallelism: 0, monitor: 0s}
            x-berth: {runtime: process}
        configs:
          page: {content: some text}
        """;

    @TempDir
    private static Path folder;

    private static WholeMember member;
    private static Terminal terminal;

    @BeforeAll
    static void start() {
        member = WholeMember.start(folder.resolve("data"), RuntimeChoice.PROCESS);
        terminal = member.terminal();
    }

    @AfterAll
    static void leaveNothingBehind() {
        terminal.items("stacks")
                .forEach(stack ->
                        terminal.run("rm", "--stack", stack.path("name").asText()));
        Patience.soon().until(() -> terminal.items("ls").isEmpty());
        member.close();
    }

    @Test
    void deployShowsProgressAndEndsWhenAllTasksRun() throws IOException {
        Terminal.Ended ended = deploy("deployed");

        assertThat(ended.lines().getLast()).endsWith("deployed_web  2/2 running");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void planSaysWhatADeployThenDoes() throws IOException {
        String file = file().toString();

        List<String> planned =
                terminal.run("plan", file, "--stack", "planned").with(0).lines();

        assertThat(planned)
                .contains("created    config planned_page", "created    service planned_web", "    2 new tasks:")
                .anyMatch(line -> line.startsWith("        2 of planned_web to "));
        assertThat(stacks()).doesNotContain("planned");

        terminal.run("deploy", file, "--stack", "planned").with(0);

        assertThat(terminal.run("plan", file, "--stack", "planned").with(0).lines())
                .containsExactly(
                        "unchanged  config planned_page", "unchanged  service planned_web", "services: 1 unchanged");
        assertThat(terminal.type("update planned_web --replicas 5 --plan")
                        .with(0)
                        .lines())
                .contains("updated    service planned_web", "    mode.replicas: 2 -> 5", "    3 new tasks:");
        assertThat(terminal.running("planned_web")).hasSize(2);
    }

    @Test
    void listsAreTablesJsonAndYaml() throws IOException {
        deploy("listed");

        assertThat(terminal.type("ls").with(0).out()).contains("NAME", "RUNNING", "listed_web");
        assertThat(terminal.type("stacks").with(0).out()).contains("listed");
        assertThat(terminal.type("ps listed_web").with(0).lines()).hasSize(3);
        assertThat(terminal.type("ps listed_web -o yaml").with(0).out())
                .startsWith("items:")
                .contains("state: running");
        assertThat(terminal.running("listed_web"))
                .extracting(task -> task.path("slot").asText())
                .containsExactlyInAnyOrder("1", "2");
        assertThat(terminal.type("nodes").with(0).out()).contains("HOSTNAME", "ready", "manager");
    }

    @Test
    void inspectLogsAndWhyTellOfAServiceAndOfItsTasks() throws IOException {
        deploy("told");
        String task = terminal.running("told_web").getFirst().path("id").asText();

        assertThat(terminal.inspect("told_web").at("/spec/mode/replicas").asInt())
                .isEqualTo(2);
        assertThat(terminal.inspect(task).path("service").asText()).isEqualTo("told_web");
        assertThat(terminal.inspect("told").path("services")).hasSize(1);
        assertThat(terminal.type("why told_web").with(0).out()).contains("told_web");
        assertThat(terminal.type("why " + task).with(0).out()).contains("chosen");
        Patience.soon()
                .untilAsserted(() -> assertThat(
                                terminal.type("logs told_web --tail 5").with(0).lines())
                        .hasSize(2)
                        .allMatch(line -> line.endsWith("hello")));
        assertThat(terminal.type("logs " + task).with(0).out().strip()).endsWith("hello");
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
    void theExitCodeIsFourIfItTakesTooLongAndOneIfItIsRefused() throws IOException {
        deploy("late");

        Terminal.Ended late = terminal.type("scale late_web=3 --timeout 0s");
        assertThat(late.exit()).isIn(0, 4);
        Terminal.Ended none = terminal.type("update late_web --label-add a=b --timeout 0s");
        assertThat(none.exit()).isZero();
        assertThat(terminal.type("scale nobody=3").with(1).err()).contains("nobody");
        assertThat(terminal.type("scale late_web=-3").with(1).err()).contains("replicas");
        terminal.type("scale late_web").with(2);
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
    void historyAndEventsTellWhatHasHappened() throws IOException {
        deploy("past");

        assertThat(terminal.type("history past_web").with(0).out())
                .contains("service.created", "service.tasks-assigned", "user:anonymous");
        assertThat(terminal.type("history node/" + member.node()).with(0).out()).contains("node.connected");
        assertThat(terminal.type("events --since 0 --no-follow --stack past")
                        .with(0)
                        .lines())
                .anyMatch(line -> line.contains("service.created") && line.contains("past_web"))
                .noneMatch(line -> line.contains("deployed_web"));
        assertThat(terminal.type("events --since 0 --no-follow --json --service past_web")
                        .with(0)
                        .lines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("{"));
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

    @Test
    void versionAndCompletionNeedNoMember() {
        assertThat(terminal.run("version", "--host", "http://127.0.0.1:1").exit())
                .isIn(0, 2);
    }

    private static Terminal.Ended deploy(String stack) throws IOException {
        return terminal.run("deploy", file().toString(), "--stack", stack).with(0);
    }

    private static Path file() throws IOException {
        return Files.writeString(folder.resolve("stack.yml"), STACK);
    }

    private static List<String> stacks() {
        return terminal.items("stacks").stream()
                .map(stack -> stack.path("name").asText())
                .toList();
    }

    private static List<String> ids(String service) {
        return terminal.running(service).stream()
                .map(task -> task.path("id").asText())
                .toList();
    }

    private static String greeting(String service) {
        return terminal.inspect(service)
                .at("/spec/template/containers/0/env/GREETING")
                .asText();
    }
}
