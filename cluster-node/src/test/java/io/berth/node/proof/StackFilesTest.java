package io.berth.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.berth.node.config.RuntimeChoice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Secrets and configs of a stack on real containers. Needs a Docker Engine; without one the tests are not run. */
@Tag("docker")
class StackFilesTest {
    private static final String SECRET = "tell-nobody-" + System.nanoTime();
    private static final String STACK = """
        name: vault
        services:
          reader:
            image: busybox:1
            command: ["sleep", "100000"]
            environment:
              PASSWORD_FILE: /run/secrets/password
            secrets: [password]
            configs:
              - source: page
                target: /etc/page.txt
        secrets:
          password:
            file: ./password.txt
        configs:
          page:
            content: all may read this
        """;

    @TempDir
    private Path folder;

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private Path file = Path.of("stack.yml");
    private WholeMember member;
    private Terminal terminal;
    private String node;

    @BeforeAll
    static void engineIsThere() {
        DockerEngine.assumeThere();
    }

    @BeforeEach
    void deploy() throws IOException {
        listenToAllThatIsLogged();
        file = Files.writeString(folder.resolve("stack.yml"), STACK);
        Files.writeString(folder.resolve("password.txt"), SECRET);
        member = WholeMember.start(folder.resolve("data"), RuntimeChoice.DOCKER);
        terminal = member.terminal();
        node = member.node();
        terminal.run("deploy", file.toString()).with(0);
    }

    @AfterEach
    void leaveNothingBehind() {
        logger().detachAppender(logged);
        logger().setLevel(null);
        member.close();
        DockerEngine.removeAllOf(node);
    }

    @Test
    void secretsAndConfigsArriveAsFiles() {
        assertThat(inContainer("cat", "/run/secrets/password")).isEqualTo(SECRET);
        assertThat(inContainer("cat", "/etc/page.txt")).isEqualTo("all may read this");
        assertThat(inContainer("sh", "-c", "echo x >/run/secrets/password")).contains("Read-only file system");
    }

    @Test
    void aSecretIsFoundNowhereButInItsContainer() throws Exception {
        Files.writeString(folder.resolve("password.txt"), SECRET + "-second");
        Map<String, String> texts = new TreeMap<>();
        texts.put(
                "plan",
                terminal.run("plan", file.toString(), "-o", "json").with(0).out());
        texts.put("deploy", terminal.run("deploy", file.toString()).with(0).out());
        for (String path : List.of("services", "tasks", "stacks", "nodes", "secrets", "configs")) {
            texts.put(path, member.get(path));
        }
        texts.put("one service", member.get("services/vault_reader"));
        texts.put("one secret", member.get("secrets/vault_password"));
        texts.put("why", member.get("why/vault_reader"));
        texts.put("history", member.get("services/vault_reader/history"));
        texts.put("history of the secret", member.get("secrets/vault_password/history"));
        texts.put("events", member.get("events?follow=false&since=0"));
        texts.put("docker inspect", DockerEngine.docker("inspect", container()));
        texts.put("log of the task", terminal.type("logs vault_reader").with(0).out());
        texts.put("log of the member", String.join("\n", logged()));

        assertThat(inContainer("cat", "/run/secrets/password")).isEqualTo(SECRET + "-second");
        assertThat(texts.get("events")).contains("vault_password");
        assertThat(texts.get("docker inspect")).contains("PASSWORD_FILE");
        assertThat(texts).allSatisfy((_, text) -> assertThat(text).doesNotContain(forms()));
        assertThat(filesWithTheSecret()).isEmpty();
    }

    @Test
    void aRemovedStackTakesItsSecretsAndConfigsWithIt() {
        assertThat(names("secret ls")).containsExactly("vault_password");
        assertThat(names("config ls")).containsExactly("vault_page");

        terminal.type("rm --stack vault").with(0);

        assertThat(names("secret ls")).isEmpty();
        assertThat(names("config ls")).isEmpty();
        Patience.soon().until(() -> DockerEngine.runningOf(node).isEmpty());
        Patience.soon().until(() -> terminal.items("stacks").isEmpty());
    }

    private String inContainer(String... command) {
        return DockerEngine.docker(Stream.concat(Stream.of("exec", container()), Stream.of(command))
                .toArray(String[]::new));
    }

    private String container() {
        return terminal.running("vault_reader")
                .getFirst()
                .at("/containers/0/runtimeId")
                .asText();
    }

    private List<String> names(String line) {
        return terminal.items(line).stream()
                .map((JsonNode item) -> item.path("name").asText())
                .toList();
    }

    /** The secret as it is, and in the form in which it travels. */
    private static String[] forms() {
        String encoded = Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));
        return new String[] {SECRET, encoded.substring(0, encoded.length() - 4)};
    }

    private List<String> filesWithTheSecret() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(each, StandardCharsets.ISO_8859_1);
                if (Stream.of(forms()).anyMatch(content::contains)) {
                    found.add(each.toString());
                }
            }
        }
        return found;
    }

    private void listenToAllThatIsLogged() {
        logger().setLevel(Level.TRACE);
        logged.start();
        logger().addAppender(logged);
    }

    private List<String> logged() {
        return List.copyOf(logged.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("io.berth");
    }
}
