package io.berth.agent.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.agent.simulated.SimulatedRuntime;
import io.berth.domain.agent.AgentInstruction.ForgetTask;
import io.berth.domain.agent.AgentInstruction.StopTask;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedAgentTest {
    @TempDir
    Path folder;

    @Test
    void aThousandTasksRunEndAndAreStopped() {
        SimulatedRuntime runtime = new SimulatedRuntime(Duration.ZERO, Duration.ZERO);
        Observed observed = new Observed();
        try (Agent agent =
                Agent.start(AgentConfig.local(new NodeId("sim"), folder), task -> List.of(), List.of(runtime))) {
            agent.onReport(observed);
            List<TaskAssignment> tasks = IntStream.range(0, 1_000)
                    .mapToObj(i -> TestTask.task(TestTask.shell("")))
                    .toList();
            tasks.forEach(task -> agent.obey(TestTask.start(task)));
            tasks.forEach(task -> observed.until(task.task(), TaskState.RUNNING));
            runtime.end(tasks.getFirst().task(), "main", 0);
            observed.until(tasks.getFirst().task(), TaskState.COMPLETE);
            agent.obey(new StopTask(tasks.getLast().task()));
            observed.until(tasks.getLast().task(), TaskState.SHUTDOWN);
            assertThat(agent.inventory()).hasSize(1_000);
            assertThat(agent.info().runtimes()).containsExactly("simulated");
        }
    }

    /** The two may come from two members, of which the node has left one. */
    @Test
    void aStartThatComesLaterThanItsStopStartsNothing() {
        SimulatedRuntime runtime = new SimulatedRuntime(Duration.ZERO, Duration.ZERO);
        Observed observed = new Observed();
        try (Agent agent =
                Agent.start(AgentConfig.local(new NodeId("sim"), folder), task -> List.of(), List.of(runtime))) {
            agent.onReport(observed);
            TaskAssignment late = TestTask.task(TestTask.shell(""));
            agent.obey(new StopTask(late.task()));
            observed.until(late.task(), TaskState.REMOVED);
            agent.obey(TestTask.start(late));
            assertThat(agent.inventory())
                    .singleElement()
                    .satisfies(report -> assertThat(report.status().state()).isEqualTo(TaskState.REMOVED));

            agent.obey(new ForgetTask(late.task()));
            assertThat(agent.inventory()).isEmpty();
        }
    }
}
