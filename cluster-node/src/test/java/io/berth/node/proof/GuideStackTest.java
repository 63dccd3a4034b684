package io.berth.node.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.node.config.RuntimeChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's stack of examples/ on real containers. Needs a Docker Engine; without one the tests are not run. */
@Tag("docker")
class GuideStackTest {
    private static final Path EXAMPLE = Path.of("../examples/guide-stack.yml");

    @TempDir
    private Path folder;

    private final int port = Patience.freePort();
    private WholeMember member;
    private Terminal terminal;
    private String node;

    @BeforeAll
    static void engineIsThere() {
        DockerEngine.assumeThere();
    }

    @BeforeEach
    void deploy() throws IOException {
        Path file = Files.copy(EXAMPLE, folder.resolve("guide-stack.yml"));
        Files.writeString(
                folder.resolve(".env"),
                "WEB_PORT=%d\nUPDATE_DELAY=0s\nUPDATE_MONITOR=1s\nRESTART_DELAY=0s\n".formatted(port));
        start();
        node = member.node();
        terminal.run("deploy", file.toString(), "--stack", "guide").with(0);
    }

    @AfterEach
    void leaveNothingBehind() {
        member.close();
        DockerEngine.removeAllOf(node);
    }

    @Test
    void threeTasksAnswerAndTheDatabaseIsWhereItsConstraintSays() {
        assertThat(member.backends(port, 3)).hasSize(3);
        JsonNode db = terminal.running("guide_db").getFirst();
        assertThat(terminal.inspect(db.path("node").asText()).path("role").asText())
                .isEqualTo("manager");
        assertThat(terminal.inspect("guide_db")
                        .at("/spec/template/placement/constraints")
                        .toString())
                .contains("node.role");
        assertThat(DockerEngine.docker(
                        "inspect",
                        "-f",
                        "{{(index .Mounts 0).Destination}}",
                        containers("guide_db").getFirst()))
                .isEqualTo("/var/lib/postgresql/data");
    }

    @Test
    void aKilledContainerIsReplacedInItsSlot() {
        JsonNode victim = terminal.running("guide_web").getFirst();
        String killed = container(victim);

        DockerEngine.docker("kill", killed);

        Patience.soon()
                .until(() -> containers("guide_web").size() == 3
                        && !containers("guide_web").contains(killed));
        assertThat(terminal.running("guide_web"))
                .extracting(task -> task.path("slot").asText())
                .containsExactlyInAnyOrder("1", "2", "3");
        assertThat(terminal.items("ps guide_web --all"))
                .filteredOn(task -> task.path("id").equals(victim.path("id")))
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.path("state").asText()).isEqualTo("failed");
                    assertThat(task.path("exitCode").asInt()).isEqualTo(137);
                });
        assertThat(member.backends(port, 3)).hasSize(3);
    }

    @Test
    void anUpdateReplacesAllTasksAndARollbackByHandTakesItBack() {
        List<String> before = containers("guide_web");

        terminal.type("update guide_web --image busybox:2").with(0);

        assertThat(images()).containsOnly("busybox:2");
        assertThat(containers("guide_web")).hasSize(3).doesNotContainAnyElementsOf(before);

        terminal.type("rollback guide_web").with(0);

        assertThat(images()).containsOnly("busybox:1");
        assertThat(member.backends(port, 3)).hasSize(3);
    }

    @Test
    void aBrokenImageIsRolledBackByItself() {
        Terminal.Ended ended =
                terminal.type("update guide_web --image busybox:broken").with(3);

        assertThat(ended.lines().getLast()).contains("rolled back");
        assertThat(images()).containsOnly("busybox:1");
        assertThat(containers("guide_web")).hasSize(3);
        assertThat(terminal.inspect("guide_web")
                        .at("/spec/template/containers/0/image")
                        .asText())
                .isEqualTo("busybox:1");
        assertThat(member.backends(port, 3)).hasSize(3);
    }

    @Test
    void aRestartOfTheMemberAdoptsEveryContainer() {
        List<String> before = started();

        member.close();
        start();

        Patience.soon()
                .until(() -> containers("guide_web").size() == 3
                        && containers("guide_db").size() == 1);
        assertThat(started()).isEqualTo(before);
        assertThat(member.backends(port, 3)).hasSize(3);
    }

    @Test
    void aRemovedStackRunsNoMoreAndItsPortIsFree() {
        member.backends(port, 3);

        terminal.type("rm --stack guide").with(0);

        Patience.soon().until(() -> DockerEngine.runningOf(node).isEmpty());
        Patience.soon().until(() -> terminal.items("ls").isEmpty());
        Patience.soon()
                .untilAsserted(
                        () -> assertThatThrownBy(() -> member.published(port)).isInstanceOf(IOException.class));
    }

    private void start() {
        member = WholeMember.start(folder.resolve("data"), RuntimeChoice.DOCKER);
        terminal = member.terminal();
    }

    private List<String> images() {
        return containers("guide_web").stream()
                .map(container -> DockerEngine.docker("inspect", "-f", "{{.Config.Image}}", container))
                .toList();
    }

    /** Ids of the containers of a service's running tasks. */
    private List<String> containers(String service) {
        return terminal.running(service).stream()
                .map(GuideStackTest::container)
                .sorted()
                .toList();
    }

    /** Every container with the time of its start. */
    private List<String> started() {
        return Stream.of("guide_web", "guide_db")
                .flatMap(service -> containers(service).stream())
                .map(container -> DockerEngine.docker("inspect", "-f", "{{.Id}} {{.State.StartedAt}}", container))
                .toList();
    }

    private static String container(JsonNode task) {
        return task.at("/containers/0/runtimeId").asText();
    }
}
