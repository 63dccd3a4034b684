package io.berth.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.node.config.RuntimeChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unchanged docker command line on a member, beyond services: containers of tasks, stacks with secrets, events. */
class DockerCommandLineTest {
    private static final String SLEEP = "trap 'exit 0' TERM; echo begun; while true; do sleep 0.1; done";

    @TempDir
    private static Path folder;

    private static WholeMember member;
    private static DockerCommandLine docker;
    private static String node;

    @BeforeAll
    static void start() {
        DockerEngine.assumeThere();
        member = WholeMember.start(folder.resolve("data"), RuntimeChoice.DOCKER);
        docker = new DockerCommandLine(member.terminal().member().getAuthority(), folder);
        node = member.node();
    }

    @AfterAll
    static void stop() {
        if (member != null) {
            member.close();
            DockerEngine.removeAllOf(node);
        }
    }

    @AfterEach
    void removeServices() {
        docker.run("service", "ls", "-q").output().lines().forEach(service -> docker.run("service", "rm", service));
        Patience.soon().until(() -> docker.run("ps", "-q").output().isEmpty());
    }

    private static String out(String... arguments) {
        return docker.out(arguments);
    }

    /** A service of one task, once that runs. */
    private static String running(String name) {
        out("service", "create", "-d", "--name", name, "busybox:1", "sh", "-c", SLEEP);
        Patience.soon()
                .until(() -> out("ps", "-q", "--filter", "label=com.docker.swarm.service.name=" + name)
                        .matches("[0-9a-f]{12}"));
        return out("ps", "-q", "--filter", "label=com.docker.swarm.service.name=" + name);
    }

    @Test
    void programsRunInAContainerThatIsNamedByItselfOrItsTask() {
        String container = running("web");
        String task = out("service", "ps", "-q", "--no-trunc", "web");

        for (String name : List.of(container, task, "web.1", "web.1." + task)) {
            assertThat(out("exec", name, "echo", "hello")).isEqualTo("hello");
        }
        assertThat(docker.typed("typed", "exec", "-i", container, "cat"))
                .isEqualTo(new DockerCommandLine.Ended(0, "typed"));
        assertThat(docker.run("exec", container, "sh", "-c", "echo wrong >&2; exit 3"))
                .isEqualTo(new DockerCommandLine.Ended(3, "wrong"));
        assertThat(docker.run("exec", container, "nosuch").exit()).isEqualTo(126);
        assertThat(docker.run("exec", "-d", container, "touch", "/tmp/touched").exit())
                .isZero();
        Patience.soon()
                .until(() -> docker.run("exec", container, "ls", "/tmp/touched").exit() == 0);
        assertThat(docker.run("exec", "nosuch", "true").output()).contains("No such container: nosuch");
    }

    @Test
    void filesAreCopiedInAndOut() throws IOException {
        String container = running("web");
        Path given = Files.writeString(folder.resolve("given"), "some text");

        out("cp", given.toString(), container + ":/tmp/copied");
        assertThat(out("exec", container, "cat", "/tmp/copied")).isEqualTo("some text");
        out("cp", container + ":/tmp/copied", folder.resolve("returned").toString());

        assertThat(folder.resolve("returned")).hasContent("some text");
        assertThat(docker.run("cp", container + ":/nosuch", folder.toString()).exit())
                .isEqualTo(1);
    }

    @Test
    void aContainerIsLookedAt() {
        String container = running("web");

        Patience.soon().until(() -> out("logs", container).equals("begun"));
        assertThat(out("top", container)).contains("trap");
        assertThat(out("stats", "--no-stream", "--format", "{{.Name}}", container))
                .startsWith("web.1.");
        assertThat(out("inspect", container, "--format", "{{.State.Status}}")).isEqualTo("running");
        String task = out("service", "ps", "-q", "--no-trunc", "web");
        assertThat(out("inspect", task, "--format", "{{.Status.State}} {{.DesiredState}}"))
                .isEqualTo("running running");
        assertThat(out("inspect", "web", "--format", "{{.Spec.Name}}")).isEqualTo("web");
        assertThat(out("system", "df", "--format", "{{.Type}}")).contains("Containers");
        assertThat(docker.run("volume", "ls").exit()).isZero();
    }

    @Test
    void aKilledContainerIsReplaced() {
        String container = running("web");
        out("kill", container);
        Patience.soon().until(() -> {
            String now = out("ps", "-q", "--filter", "label=com.docker.swarm.service.name=web");
            return !now.isEmpty() && !now.equals(container);
        });
        assertThat(out("service", "ps", "web", "--format", "{{.Error}}")).contains("non-zero exit (137)");
    }

    @Test
    void aStackIsDeployedTwiceWithoutARestartAndRotatesAChangedSecret() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "one");
        Path stack = Files.writeString(folder.resolve("stack.yml"), """
            services:
              web:
                image: busybox:1
                command: ["sh", "-c", "%s"]
                secrets: [word]
            secrets:
              word: {file: %s}
            """.formatted(SLEEP, secret));
        out("stack", "deploy", "-d=true", "-c", stack.toString(), "shop");
        Patience.soon()
                .until(() -> docker.run("exec", "shop_web.1", "cat", "/run/secrets/word")
                        .output()
                        .equals("one"));
        String tasks = out("service", "ps", "-q", "shop_web");

        out("stack", "deploy", "-d=false", "-c", stack.toString(), "shop");
        assertThat(out("service", "ps", "-q", "shop_web")).isEqualTo(tasks);

        Files.writeString(secret, "two");
        out("stack", "deploy", "-d=true", "-c", stack.toString(), "shop");
        Patience.soon()
                .until(() -> docker.run("exec", "shop_web.1", "cat", "/run/secrets/word")
                        .output()
                        .equals("two"));

        assertThat(out("stack", "rm", "shop")).contains("Removing secret shop_word", "Removing network shop_default");
        assertThat(out("network", "ls", "-q", "--filter", "type=custom")).isEmpty();
    }

    @Test
    void whatHappenedIsTold() {
        out("network", "create", "-d", "overlay", "told");
        out("network", "rm", "told");
        running("told");

        // The command line counts in whole seconds: "until 0s" would cut off what happened in this one.
        String end = Long.toString(Instant.now().getEpochSecond() + 1);
        String told = out("events", "--since", "1h", "--until", end, "--format", "{{.Type}} {{.Action}}");

        assertThat(told.lines()).contains("network create", "network remove", "service create", "container start");
    }
}
