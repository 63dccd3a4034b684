package io.berth.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands that only look, against a real member. Each test has a stack of its own. */
class LookingCommandsTest extends CommandsFixture {
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
    void historyAndEventsTellWhatHasHappened() throws IOException {
        deploy("past");

        assertThat(terminal.type("history past_web").with(0).out())
                .contains("service.service-created", "service.tasks-assigned", "user:anonymous");
        assertThat(terminal.type("history node/" + member.node()).with(0).out()).contains("node.agent-connected");
        assertThat(terminal.type("events --since 0 --no-follow --stack past")
                        .with(0)
                        .lines())
                .anyMatch(line -> line.contains("service.service-created") && line.contains("past_web"))
                .noneMatch(line -> line.contains("deployed_web"));
        assertThat(terminal.type("events --since 0 --no-follow --json --service past_web")
                        .with(0)
                        .lines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("{"));
    }

    @Test
    void versionNamesTheMemberToo() {
        assertThat(terminal.type("version").with(0).lines())
                .hasSize(2)
                .allMatch(line -> line.contains("Java"))
                .anyMatch(line -> line.startsWith("member"));
    }

    @Test
    void aWatchedListIsShownAgainWhenItChanges() throws IOException {
        deploy("watched");

        try (Typed typed = Typed.start(terminal, "ps watched_web --watch")) {
            typed.awaitText("TASK");
            terminal.type("scale watched_web=3").with(0);
            typed.awaitText("watched_web.3.");
        }
    }

    @Test
    void eventsAndLogsAreFollowedAsTheyCome() throws IOException {
        deploy("followed");

        try (Typed events = Typed.start(terminal, "events --service followed_web");
                Typed logs = Typed.start(terminal, "logs followed_web --follow")) {
            logs.awaitText("hello");
            terminal.type("restart followed_web").with(0);
            events.awaitText("service.spec-changed");
            events.awaitText("service.tasks-assigned");
        }
    }
}
