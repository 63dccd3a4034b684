package io.berth.agent.node;

import static io.berth.agent.Patience.soon;
import static io.berth.agent.node.TestTask.shell;
import static io.berth.agent.node.TestTask.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessAdoptionTest extends ProcessAgentFixture {
    @Test
    void aSecondAgentAdoptsWhatRunsAndSeesItEnd() {
        TaskAssignment task = run(shell("while ! test -e " + folder + "/go; do sleep 0.05; done; exit 6"));
        TaskStatus before = observed.until(task.task(), TaskState.RUNNING);
        restartAgent();
        assertThat(agent.inventory()).hasSize(1);
        TaskStatus adopted = agent.inventory().getFirst().status();
        assertThat(adopted.state()).isEqualTo(TaskState.RUNNING);
        assertThat(adopted.containers()).isEqualTo(before.containers());
        write(folder.resolve("go"));
        assertThat(observed.until(task.task(), TaskState.FAILED).exitCode()).hasValue(6);
    }

    @Test
    void aSecondAgentKnowsTheExitCodeOfWhatEndedMeanwhile() {
        TaskAssignment task = run(shell("while ! test -e " + folder + "/go; do sleep 0.05; done; exit 7"));
        TaskStatus before = observed.until(task.task(), TaskState.RUNNING);
        agent.close();
        write(folder.resolve("go"));
        long pid = Long.parseLong(before.containers().getFirst().runtimeId());
        soon().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        startAgent();
        assertThat(agent.inventory()).hasSize(1);
        TaskStatus end = agent.inventory().getFirst().status();
        assertThat(end.state()).isEqualTo(TaskState.FAILED);
        assertThat(end.exitCode()).hasValue(7);
    }

    @Test
    void aProcessThatNoRecordExplainsIsStopped() throws Exception {
        TaskAssignment task = run(shell("sleep 1000"));
        TaskStatus before = observed.until(task.task(), TaskState.RUNNING);
        agent.close();
        Files.delete(folder.resolve("agent/tasks/" + task.task() + ".task"));
        startAgent();
        long pid = Long.parseLong(before.containers().getFirst().runtimeId());
        soon().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        List<String> orphans = new ArrayList<>();
        agent.onOrphan(orphans::add);
        assertThat(orphans).containsExactly(Long.toString(pid));
    }
}
