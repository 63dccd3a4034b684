package io.berth.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The image, built on a base that is made of this machine, and run as the manifests run it. */
@Tag("docker")
class ImageTest {
    private static final String BASE = "berth-base:test";
    private static final String IMAGE = "berth:test";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String name = "berth-image-test-" + ProcessHandle.current().pid();

    @BeforeAll
    static void build() throws IOException {
        Program.assumeThere("docker", "version");
        Program.assumeThere("busybox", "true");
        Assumptions.assumeTrue(
                Files.exists(Path.of("../cluster-node/target/berth.jar")),
                "NOT RUN: the program is not packaged; run the phase package or verify");
        Program.run("image/local-base.sh", BASE, System.getProperty("java.home"))
                .done();
        Program.run("image/build.sh", IMAGE, BASE).done();
        Program.Ended tried = Program.run("docker", "run", "--rm", BASE, "true");
        Assumptions.assumeTrue(tried.exit() == 0, "NOT RUN: the Docker Engine starts no containers: " + tried.output());
    }

    @AfterEach
    void removeContainer() throws IOException {
        Program.run("docker", "rm", "-fv", name);
    }

    @AfterAll
    static void removeImages() throws IOException {
        Program.run("docker", "rmi", "-f", IMAGE, BASE);
    }

    @Test
    void aMemberRunsWithoutRootOnAReadOnlyRootAndKeepsItsDataWhereItSays() throws IOException {
        start();

        await().atMost(PATIENCE).until(() -> isReady() || !isRunning());

        assertThat(isReady()).as(Program.run("docker", "logs", name).output()).isTrue();
        assertThat(inside("id", "-u")).isEqualTo("10001");
        assertThat(inside("berth", "token", "create", "--role", "member", "-q")).startsWith("BERTH-1-");
        assertThat(inside("ls", "/var/lib/berth")).contains("journal", "keys");
    }

    @Test
    void aMemberThatIsAskedToStopLeavesAndComesBackWithItsData() throws IOException {
        start();
        await().atMost(PATIENCE).until(() -> isReady() || !isRunning());
        String token = inside("berth", "token", "create", "-q");

        Program.run("docker", "stop", "-t", "60", name).done();
        assertThat(Program.run("docker", "logs", name).output()).contains("stopped");
        Program.run("docker", "start", name).done();
        await().atMost(PATIENCE).until(() -> isReady() || !isRunning());

        assertThat(inside("berth", "token", "ls")).contains(id(token));
    }

    private void start() throws IOException {
        Program.run(
                        Map.of(),
                        List.of(
                                "docker",
                                "run",
                                "-d",
                                "--name",
                                name,
                                "--network",
                                "none",
                                "--read-only",
                                "--tmpfs",
                                "/tmp:exec",
                                "--cap-drop",
                                "ALL",
                                "--security-opt",
                                "no-new-privileges",
                                IMAGE,
                                "server",
                                "--name=berth-0",
                                "--advertise=127.0.0.1",
                                "--no-agent",
                                "--create=berth-0"))
                .done();
    }

    /** Of {@code BERTH-1-PIN-ID-SECRET}. */
    private static String id(String token) {
        return List.of(token.split("-", -1)).get(3);
    }

    private boolean isReady() throws IOException {
        return Program.run(
                                "docker",
                                "exec",
                                name,
                                "wget",
                                "-q",
                                "-O",
                                "-",
                                "http://127.0.0.1:7070/berth/v1/health/ready")
                        .exit()
                == 0;
    }

    private boolean isRunning() throws IOException {
        return Program.run("docker", "inspect", "-f", "{{.State.Running}}", name)
                .output()
                .equals("true");
    }

    private String inside(String... command) throws IOException {
        List<String> line = new ArrayList<>(List.of("docker", "exec", name));
        line.addAll(List.of(command));
        return Program.run(Map.of(), line).done();
    }
}
