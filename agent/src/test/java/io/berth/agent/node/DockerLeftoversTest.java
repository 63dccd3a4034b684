package io.berth.agent.node;

import static io.berth.agent.Patience.soon;
import static io.berth.agent.node.TestTask.mounted;
import static io.berth.agent.node.TestTask.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.agent.retention.Retention;
import io.berth.domain.agent.AgentInstruction.ForgetTask;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.spec.Mount;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.task.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What tasks of removed services leave on the engine, and how it goes. */
class DockerLeftoversTest extends DockerAgentFixture {
    private static final Mount SHARED = new Mount(Mount.Type.SHARED, "data", "/data", false, 0, Map.of());
    private static final Duration NEVER = Duration.ofDays(1000);

    private Retention.Limits limits = new Retention.Limits(5, 100, NEVER);

    @Override
    AgentConfig configure(AgentConfig config) {
        return config.withLeftovers(new Leftovers(limits, config.leftovers().networks()));
    }

    private void limit(int ofAll, Duration age) {
        limits = new Retention.Limits(5, ofAll, age);
        restartAgent();
    }

    private TaskAssignment endedAndForgotten() {
        TaskAssignment task = run(task(TaskTemplate.of(mounted(SHARED, quick("true"))), List.of()));
        observed.until(task.task(), TaskState.COMPLETE);
        agent.obey(new ForgetTask(task.task()));
        return task;
    }

    @Test
    void deadContainersAndTheirVolumesAreKeptForTheirTimeOnly() {
        TaskAssignment kept = endedAndForgotten();
        soon().until(() -> agent.inventory().isEmpty());
        assertThat(Engine.docker("inspect", "-f", "{{.State.Status}}", kept.taskName()))
                .isEqualTo("exited");
        assertThat(Engine.volumesOf(node)).hasSize(1);

        limit(100, Duration.ofSeconds(1));

        soon().until(() -> Engine.containersOf(node).isEmpty());
        soon().until(() -> Engine.volumesOf(node).isEmpty());
        soon().until(() -> !Files.exists(folder.resolve("agent/tasks/" + kept.task() + ".task")));
    }

    @Test
    void ofAllDeadContainersOnlyTheYoungestAreKept() {
        limit(2, NEVER);
        endedAndForgotten();
        endedAndForgotten();
        TaskAssignment third = endedAndForgotten();
        TaskAssignment fourth = endedAndForgotten();
        soon().until(() -> Engine.containersOf(node).size() == 2);
        assertThat(List.of(third, fourth))
                .allSatisfy(task -> assertThat(Engine.docker("inspect", "-f", "{{.Name}}", task.taskName()))
                        .isEqualTo("/" + task.taskName()));
        soon().until(() -> Engine.volumesOf(node).size() == 2);
    }

    @Test
    void aTaskThatIsNotForgottenIsKeptForEver() {
        limit(0, Duration.ZERO);
        TaskAssignment ended = run(task(TaskTemplate.of(quick("true")), List.of()));
        observed.until(ended.task(), TaskState.COMPLETE);
        endedAndForgotten();
        soon().until(() -> Engine.containersOf(node).size() == 1);
        assertThat(agent.inventory()).hasSize(1);
    }

    @Test
    void volumesThatNoRecordExplainsAreRemoved() throws IOException {
        TaskAssignment task = endedAndForgotten();
        soon().until(() -> agent.inventory().isEmpty());
        agent.close();
        Engine.docker("rm", "-f", task.taskName());
        Files.delete(folder.resolve("agent/tasks/" + task.task() + ".task"));
        assertThat(Engine.volumesOf(node)).hasSize(1);
        startAgent();
        soon().until(() -> Engine.volumesOf(node).isEmpty());
    }
}
