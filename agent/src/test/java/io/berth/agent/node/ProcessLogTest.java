package io.berth.agent.node;

import static io.berth.agent.Patience.soon;
import static io.berth.agent.node.TestTask.shell;
import static io.berth.agent.node.TestTask.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.agent.AgentInstruction.ForgetTask;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.task.TaskState;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProcessLogTest extends ProcessAgentFixture {
    @Test
    void theLogIsReadWithBothStreams() throws Exception {
        TaskAssignment task = run(shell("echo out; echo err >&2"));
        observed.until(task.task(), TaskState.COMPLETE);
        CollectingSink sink = new CollectingSink();
        agent.openLog(task.task(), LogQuery.ALL, sink);
        assertThat(sink.awaitEnd()).extracting(line -> line.text()).containsExactly("out", "err");
    }

    @Test
    void theLogIsFollowedToTheEndOfTheTask() throws Exception {
        TaskAssignment task =
                run(shell("echo one; while ! test -e " + folder + "/go; do sleep 0.05; done; printf two"));
        observed.until(task.task(), TaskState.RUNNING);
        CollectingSink sink = new CollectingSink();
        agent.openLog(task.task(), new LogQuery(true, -1, Instant.EPOCH), sink);
        soon().until(() -> sink.lines().size() == 1);
        write(folder.resolve("go"));
        assertThat(sink.awaitEnd()).extracting(line -> line.text()).containsExactly("one", "two");
    }

    @Test
    void onlyTheLastFewForgottenTasksOfASlotAreKept() {
        List<TaskAssignment> tasks = IntStream.range(0, 7)
                .mapToObj(i -> {
                    TaskAssignment task = run(shell("true"));
                    observed.until(task.task(), TaskState.COMPLETE);
                    agent.obey(new ForgetTask(task.task()));
                    return task;
                })
                .toList();
        soon().until(() -> !Files.exists(
                folder.resolve("agent/process/tasks/" + tasks.get(1).task())));
        assertThat(folder.resolve("agent/process/tasks/" + tasks.get(2).task())).exists();
        assertThat(agent.inventory()).isEmpty();
    }
}
