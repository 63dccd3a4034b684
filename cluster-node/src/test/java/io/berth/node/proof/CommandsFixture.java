package io.berth.node.proof;

import io.berth.node.config.RuntimeChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A member that runs processes, a terminal at it, and stacks to try commands on: one for each test. */
abstract class CommandsFixture {
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
    static Path folder;

    static WholeMember member;
    static Terminal terminal;

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

    static Terminal.Ended deploy(String stack) throws IOException {
        return terminal.run("deploy", file().toString(), "--stack", stack).with(0);
    }

    static Path file() throws IOException {
        return Files.writeString(folder.resolve("stack.yml"), STACK);
    }

    static List<String> stacks() {
        return terminal.items("stacks").stream()
                .map(stack -> stack.path("name").asText())
                .toList();
    }

    static List<String> ids(String service) {
        return terminal.running(service).stream()
                .map(task -> task.path("id").asText())
                .toList();
    }

    static String greeting(String service) {
        return terminal.inspect(service)
                .at("/spec/template/containers/0/env/GREETING")
                .asText();
    }
}
