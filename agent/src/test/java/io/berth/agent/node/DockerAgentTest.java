package io.berth.agent.node;

import static io.berth.agent.Patience.soon;
import static io.berth.agent.node.TestTask.checked;
import static io.berth.agent.node.TestTask.mounted;
import static io.berth.agent.node.TestTask.restartedInPlace;
import static io.berth.agent.node.TestTask.shell;
import static io.berth.agent.node.TestTask.stopping;
import static io.berth.agent.node.TestTask.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.agent.AgentInstruction.StopTask;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.FileRef;
import io.berth.domain.spec.Mount;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DockerAgentTest extends DockerAgentFixture {
    @Test
    void aTaskRunsUnderItsNameAndLabelsAndIsStopped() {
        TaskAssignment task = run(quick("exec sleep 1000"));
        TaskStatus running = observed.until(task.task(), TaskState.RUNNING);
        assertThat(Engine.docker("inspect", "-f", "{{.Name}} {{index .Config.Labels \"io.berth.task\"}}", id(running)))
                .isEqualTo("/" + task.taskName() + " " + task.task());
        agent.obey(new StopTask(task.task()));
        assertThat(observed.until(task.task(), TaskState.SHUTDOWN).exitCode()).hasValue(137);
    }

    @Test
    void endsAreSeenThroughTheEvents() {
        TaskAssignment fine = run(quick("exit 0"));
        TaskAssignment failing = run(quick("exit 3"));
        observed.until(fine.task(), TaskState.COMPLETE);
        assertThat(observed.until(failing.task(), TaskState.FAILED).error()).isEqualTo("task: non-zero exit (3)");
    }

    @Test
    void aKilledContainerIsSeenThroughTheEvents() {
        TaskAssignment task = run(quick("exec sleep 1000"));
        TaskStatus running = observed.until(task.task(), TaskState.RUNNING);
        Engine.docker("kill", id(running));
        assertThat(observed.until(task.task(), TaskState.FAILED).exitCode()).hasValue(137);
    }

    /** Nothing listens on port 1, so that no registry but this machine is asked. */
    @Test
    void anUnknownImageIsRejected() {
        TaskAssignment task = run(ContainerSpec.of("main", "127.0.0.1:1/nosuch:1", List.of()));
        assertThat(observed.until(task.task(), TaskState.REJECTED).error())
                .startsWith("No such image: 127.0.0.1:1/nosuch:1");
    }

    @Test
    void anImageWithoutTheProgramFailsToStart() {
        TaskAssignment task = run(ContainerSpec.of("main", "busybox:broken", List.of("sleep", "1000")));
        assertThat(observed.until(task.task(), TaskState.FAILED).error())
                .startsWith("starting container failed: ")
                .contains("exec: \"sleep\": executable file not found in $PATH");
    }

    @Test
    void aMissingBindSourceIsRejectedInTheEnginesWords() {
        Mount mount = new Mount(Mount.Type.BIND, "/no/such/path", "/data", false, 0, Map.of());
        TaskAssignment task = run(mounted(mount, quick("true")));
        assertThat(observed.until(task.task(), TaskState.REJECTED).error())
                .isEqualTo("invalid mount config for type \"bind\": bind source path does not exist: /no/such/path");
    }

    @Test
    void theStopSignalIsSentAndTheGraceIsKept() {
        ContainerSpec trapping = stopping(
                "SIGTERM",
                Duration.ofSeconds(20),
                shell("trap 'exit 5' TERM; touch /tmp/trapped; while true; do sleep 0.05; done"));
        TaskAssignment task = run(checked("test -e /tmp/trapped", SHORT, 100, trapping));
        observed.until(task.task(), TaskState.RUNNING);
        agent.obey(new StopTask(task.task()));
        assertThat(observed.until(task.task(), TaskState.SHUTDOWN).exitCode()).hasValue(5);
    }

    @Test
    void aHealthCheckDecidesWhenATaskRuns() {
        TaskAssignment task = run(checked("test -e /tmp/ready", SHORT, 1_000, quick("exec sleep 1000")));
        observed.until(task.task(), TaskState.STARTING);
        soon().until(() -> Engine.docker("inspect", "-f", "{{.State.Health.Status}}", task.taskName())
                .equals("starting"));
        assertThat(observed.states(task.task())).doesNotContain(TaskState.RUNNING);
        Engine.docker("exec", task.taskName(), "touch", "/tmp/ready");
        observed.until(task.task(), TaskState.RUNNING);
    }

    @Test
    void anUnhealthyContainerIsStoppedAndFails() {
        TaskAssignment task = run(checked("false", SHORT, 1, quick("exec sleep 1000")));
        assertThat(observed.until(task.task(), TaskState.FAILED).error())
                .isEqualTo("task: non-zero exit (137): dockerexec: unhealthy container");
    }

    @Test
    void aSecretIsAReadOnlyFileInMemoryWithItsMode() throws Exception {
        ContainerSpec container = quick("ls -ln /run/secrets/pw; cat /run/secrets/pw; echo; echo x >/run/secrets/pw")
                .withFiles(List.of(new FileRef("password", 1, "pw", "5", "6", 0400)), List.of());
        TaskAssignment task = run(container);
        observed.until(task.task(), TaskState.FAILED);
        CollectingSink sink = new CollectingSink();
        agent.openLog(task.task(), LogQuery.ALL, sink);
        List<String> lines = sink.awaitEnd().stream().map(line -> line.text()).toList();
        assertThat(lines).anyMatch(line -> line.matches("-r-------- +1 5 +6 .*"));
        assertThat(lines).contains("s3cret");
        assertThat(String.join("\n", lines)).contains("Read-only file system");
    }

    @Test
    void aRestartInPlaceKeepsTheContainer() {
        TaskAssignment task = run(task(restartedInPlace(2, quick("exit 4")), List.of()));
        TaskStatus end = observed.until(task.task(), TaskState.FAILED);
        assertThat(end.containers()).hasSize(1);
        assertThat(end.containers().getFirst().restarts()).isEqualTo(2);
    }

    @Test
    void aSecondAgentAdoptsWhatRunsAndWhatHasEnded() {
        TaskAssignment lasting = run(quick("exec sleep 1000"));
        TaskAssignment ending = run(quick("exec sleep 1000"));
        TaskStatus before = observed.until(lasting.task(), TaskState.RUNNING);
        TaskStatus killed = observed.until(ending.task(), TaskState.RUNNING);
        agent.close();
        Engine.docker("kill", id(killed));
        startAgent();
        assertThat(agent.inventory()).hasSize(2);
        assertThat(status(lasting).state()).isEqualTo(TaskState.RUNNING);
        assertThat(status(lasting).containers()).isEqualTo(before.containers());
        assertThat(status(ending).state()).isEqualTo(TaskState.FAILED);
        assertThat(status(ending).exitCode()).hasValue(137);
    }

    @Test
    void aContainerThatNoRecordExplainsIsStoppedAndReported() throws Exception {
        TaskAssignment task = run(quick("exec sleep 1000"));
        String id = id(observed.until(task.task(), TaskState.RUNNING));
        agent.close();
        Files.delete(folder.resolve("agent/tasks/" + task.task() + ".task"));
        startAgent();
        List<String> orphans = new ArrayList<>();
        agent.onOrphan(orphans::add);
        assertThat(orphans).containsExactly(id);
        soon().until(() -> Engine.containersOf(node).isEmpty());
    }

    @Test
    void twentyTasksStartAtOnce() {
        List<TaskAssignment> tasks = IntStream.range(0, 20)
                .mapToObj(i -> run(quick("exec sleep 1000")))
                .toList();
        tasks.forEach(task -> observed.until(task.task(), TaskState.RUNNING));
        assertThat(Engine.containersOf(node)).hasSize(20);
    }
}
