package io.berth.agent.node;

import static io.berth.agent.Patience.soon;
import static io.berth.agent.node.TestTask.start;
import static io.berth.agent.node.TestTask.task;

import io.berth.domain.agent.AgentInstruction.StopTask;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.task.TaskStatus;
import io.berth.link.TaskFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An agent with one runtime, stopped with all its tasks after each test. */
abstract class AgentFixture {
    abstract String runtime();

    /** What is different about this test's agent. */
    AgentConfig configure(AgentConfig config) {
        return config;
    }

    private static final TaskFile PASSWORD =
            new TaskFile(TaskFile.Kind.SECRET, "password", 1, "s3cret".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    final NodeId node = new NodeId("test-" + UUID.randomUUID());
    Observed observed = new Observed();
    Agent agent;

    @BeforeEach
    final void startAgent() {
        observed = new Observed();
        agent = Agent.start(
                configure(AgentConfig.local(node, folder.resolve("agent")).withRuntimes(runtime())),
                task -> List.of(PASSWORD));
        agent.onReport(observed);
    }

    @AfterEach
    final void stopEverything() {
        try (Agent last = agent) {
            last.inventory().forEach(report -> last.obey(new StopTask(report.task())));
            soon().until(() -> last.inventory().stream()
                    .allMatch(report -> report.status().state().isTerminal()));
        }
    }

    final void restartAgent() {
        agent.close();
        startAgent();
    }

    final TaskAssignment run(ContainerSpec container) {
        return run(task(container));
    }

    final TaskAssignment run(TaskAssignment assignment) {
        agent.obey(start(assignment));
        return assignment;
    }

    static void kill(TaskStatus status) {
        long pid = Long.parseLong(status.containers().getFirst().runtimeId());
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file) {
        try {
            Files.writeString(file, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
