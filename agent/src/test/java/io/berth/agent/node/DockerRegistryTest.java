package io.berth.agent.node;

import static io.berth.agent.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.task.TaskState;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of a registry that asks for a password: Debian's own registry, started on a port of the loopback. */
class DockerRegistryTest extends DockerAgentFixture {
    private static final Path PROGRAM = Path.of("/usr/bin/docker-registry");
    /** What docker-java and docker's command line alike call the folder with the logins. */
    private static final String LOGINS = "DOCKER_CONFIG";

    /** User berth, password harbour. */
    private static final String PASSWORDS = "berth:$2y$05$abcdefghijklmnopqrstuuZ9hITkhSjgdPh1azpD9e5XbVlHeIfui\n";

    @TempDir
    Path registryFolder;

    private String registry = "";
    private @Nullable Process process;

    @BeforeEach
    void startRegistry() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "NOT RUN: " + PROGRAM + " is not installed");
        int port = freePort();
        registry = "127.0.0.1:" + port;
        Path passwords = Files.writeString(registryFolder.resolve("passwords"), PASSWORDS);
        Path configuration = Files.writeString(
                registryFolder.resolve("config.yml"), """
                    version: 0.1
                    log: {level: error}
                    storage: {filesystem: {rootdirectory: %s}}
                    http: {addr: "127.0.0.1:%d"}
                    auth: {htpasswd: {realm: berth, path: %s}}
                    """.formatted(registryFolder.resolve("images"), port, passwords));
        process = new ProcessBuilder(PROGRAM.toString(), "serve", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(registryFolder.resolve("log").toFile())
                .start();
        soon().until(() -> answers(port));
        push();
    }

    @AfterEach
    void stopRegistry() {
        System.clearProperty(LOGINS);
        if (process != null) {
            process.destroyForcibly();
            Engine.docker("rmi", "-f", image());
        }
    }

    @Test
    void anImageIsPulledWithTheLoginOfTheNode() throws IOException {
        System.setProperty(LOGINS, login("harbour").toString());
        TaskAssignment task = run(sleeper());
        observed.until(task.task(), TaskState.RUNNING);
        assertThat(Engine.docker("images", "-q", image())).isNotEmpty();
    }

    @Test
    void withoutALoginTheTaskSaysWhatIsMissing() {
        System.setProperty(LOGINS, registryFolder.resolve("nowhere").toString());
        TaskAssignment task = run(sleeper());
        assertThat(observed.until(task.task(), TaskState.REJECTED).error())
                .startsWith("No such image: " + image() + ": ")
                .endsWith("run `docker login` on this node");
    }

    /** The node needs no restart between the refusal and the login. */
    @Test
    void aLoginIsSeenByTheNextTask() throws IOException {
        System.setProperty(LOGINS, login("wrong").toString());
        TaskAssignment refused = run(sleeper());
        observed.until(refused.task(), TaskState.REJECTED);
        login("harbour");
        TaskAssignment task = run(sleeper());
        observed.until(task.task(), TaskState.RUNNING);
    }

    private ContainerSpec sleeper() {
        return quick("exec sleep 1000").withImage(image());
    }

    private String image() {
        return registry + "/private:1";
    }

    private void push() throws IOException {
        String logins = login("harbour").toString();
        Engine.docker("tag", "busybox:1", image());
        assertThat(Engine.docker("--config", logins, "push", image())).contains("digest: sha256:");
        Engine.docker("rmi", image());
    }

    private Path login(String password) throws IOException {
        String token = Base64.getEncoder().encodeToString(("berth:" + password).getBytes(StandardCharsets.UTF_8));
        Path logins = Files.createDirectories(registryFolder.resolve("logins"));
        Files.writeString(
                logins.resolve("config.json"), "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry, token));
        return logins;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
