package io.berth.agent.node;

import static io.berth.agent.Patience.soon;
import static io.berth.agent.node.TestTask.checked;
import static io.berth.agent.node.TestTask.named;
import static io.berth.agent.node.TestTask.restartedInPlace;
import static io.berth.agent.node.TestTask.shell;
import static io.berth.agent.node.TestTask.stopping;
import static io.berth.agent.node.TestTask.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.agent.FreePort;
import io.berth.domain.agent.AgentInstruction.StopTask;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.FileRef;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessAgentTest extends ProcessAgentFixture {
    @Test
    void aTaskGoesForwardToItsEnd() {
        TaskAssignment task = run(shell("exit 0"));
        TaskStatus end = observed.until(task.task(), TaskState.COMPLETE);
        assertThat(observed.states(task.task()))
                .containsExactly(TaskState.PREPARING, TaskState.STARTING, TaskState.RUNNING, TaskState.COMPLETE);
        assertThat(end.exitCode()).hasValue(0);
        assertThat(end.message()).isEqualTo("finished");
    }

    @Test
    void aFailureIsSpelledAsInSwarm() {
        TaskAssignment task = run(shell("exit 3"));
        TaskStatus end = observed.until(task.task(), TaskState.FAILED);
        assertThat(end.error()).isEqualTo("task: non-zero exit (3)");
        assertThat(end.exitCode()).hasValue(3);
    }

    @Test
    void aProgramThatDoesNotExistIsRejected() {
        TaskAssignment task = run(ContainerSpec.of("main", "", List.of("/no/such/program")));
        TaskStatus end = observed.until(task.task(), TaskState.REJECTED);
        assertThat(end.error()).isEqualTo("exec: \"/no/such/program\": executable file not found in $PATH");
    }

    @Test
    void aKilledProcessIsSeenToFail() {
        TaskAssignment task = run(shell("sleep 1000"));
        TaskStatus running = observed.until(task.task(), TaskState.RUNNING);
        kill(running);
        assertThat(observed.until(task.task(), TaskState.FAILED).error()).isEqualTo("task: non-zero exit (137)");
    }

    @Test
    void startingTwiceStartsOnce() {
        TaskAssignment task = run(shell("echo once >>" + folder + "/count; sleep 1000"));
        run(task);
        observed.until(task.task(), TaskState.RUNNING);
        soon().until(() -> Files.exists(folder.resolve("count")));
        run(task);
        agent.obey(new StopTask(task.task()));
        observed.until(task.task(), TaskState.SHUTDOWN);
        assertThat(folder.resolve("count")).hasContent("once");
    }

    @Test
    void aStopSendsTheStopSignalAndIsAShutdown() {
        TaskAssignment task = run(stopping(
                "SIGUSR1",
                Duration.ofSeconds(20),
                shell("trap 'echo bye >" + folder + "/bye; exit 0' USR1; touch " + folder
                        + "/trapped; while true; do sleep 0.05; done")));
        observed.until(task.task(), TaskState.RUNNING);
        soon().until(() -> Files.exists(folder.resolve("trapped")));
        agent.obey(new StopTask(task.task()));
        assertThat(observed.until(task.task(), TaskState.SHUTDOWN).exitCode()).hasValue(0);
        assertThat(folder.resolve("bye")).hasContent("bye");
    }

    @Test
    void afterTheGraceTheWholeGroupIsKilled() {
        TaskAssignment task = run(stopping(
                "",
                Duration.ofMillis(200),
                shell("trap '' TERM; sleep 1000 & echo $! >" + folder + "/child; wait; wait")));
        observed.until(task.task(), TaskState.RUNNING);
        soon().until(() -> !read(folder.resolve("child")).isEmpty());
        agent.obey(new StopTask(task.task()));
        assertThat(observed.until(task.task(), TaskState.SHUTDOWN).exitCode()).hasValue(137);
        long child = Long.parseLong(read(folder.resolve("child")));
        soon().until(() ->
                ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void stoppingAnUnknownTaskReportsItAsRemoved() {
        TaskAssignment task = task(shell("true"));
        agent.obey(new StopTask(task.task()));
        assertThat(observed.until(task.task(), TaskState.REMOVED).message()).contains("not known");
    }

    @Test
    void aHealthyTaskIsRunningOnlyThen() {
        TaskAssignment task =
                run(checked("test -e " + folder + "/ready", Duration.ofMillis(50), 1000, shell("sleep 1000")));
        observed.until(task.task(), TaskState.STARTING);
        assertThat(observed.states(task.task())).doesNotContain(TaskState.RUNNING);
        write(folder.resolve("ready"));
        observed.until(task.task(), TaskState.RUNNING);
    }

    @Test
    void anUnhealthyTaskFails() {
        TaskAssignment task = run(
                stopping("", Duration.ofSeconds(5), checked("false", Duration.ofMillis(20), 2, shell("sleep 1000"))));
        assertThat(observed.until(task.task(), TaskState.FAILED).error())
                .isEqualTo("task: non-zero exit (143): dockerexec: unhealthy container");
    }

    @Test
    void aRestartInPlaceCountsAndStaysOneTask() {
        TaskAssignment task =
                run(task(restartedInPlace(2, shell("echo run >>" + folder + "/runs; exit 4")), List.of()));
        TaskStatus end = observed.until(task.task(), TaskState.FAILED);
        assertThat(end.containers().getFirst().restarts()).isEqualTo(2);
        assertThat(read(folder.resolve("runs")).lines()).hasSize(3);
    }

    @Test
    void initContainersRunOneAfterTheOtherBeforeTheOthers() {
        String order = folder + "/order";
        TaskTemplate template = TaskTemplate.of(shell("echo main >>" + order + "; sleep 1000"))
                .withContainers(
                        List.of(
                                named("first", shell("sleep 0.2; echo first >>" + order)),
                                named("second", shell("echo second >>" + order))),
                        List.of(shell("echo main >>" + order + "; sleep 1000")));
        TaskAssignment task = run(task(template, List.of()));
        observed.until(task.task(), TaskState.RUNNING);
        soon().until(() -> read(folder.resolve("order")).lines().count() == 3);
        assertThat(read(folder.resolve("order")).lines()).containsExactly("first", "second", "main");
    }

    @Test
    void aFailedInitContainerFailsTheTask() {
        TaskTemplate template = TaskTemplate.of(shell("sleep 1000"))
                .withContainers(List.of(named("first", shell("exit 9"))), List.of(shell("sleep 1000")));
        TaskAssignment task = run(task(template, List.of()));
        assertThat(observed.until(task.task(), TaskState.FAILED).error()).isEqualTo("task: non-zero exit (9)");
    }

    @Test
    void aTaskGetsItsPortAndItsSecretsFromTheEnvironment() throws IOException {
        ContainerSpec container = shell("echo $PORT >" + folder + "/port; cat $BERTH_SECRETS_DIR/pw >" + folder
                        + "/seen; echo $BERTH_SECRETS_DIR >" + folder + "/where; sleep 1000")
                .withFiles(List.of(new FileRef("password", 1, "pw", "0", "0", 0400)), List.of());
        TaskAssignment task = run(task(
                TaskTemplate.of(container),
                List.of(new PortSpec("", "tcp", 80, FreePort.next(), PublishMode.INGRESS))));
        TaskStatus running = observed.until(task.task(), TaskState.RUNNING);
        soon().until(() -> !read(folder.resolve("where")).isEmpty());
        assertThat(read(folder.resolve("port")))
                .isEqualTo(Integer.toString(running.ports().getFirst().published()));
        assertThat(read(folder.resolve("seen"))).isEqualTo("s3cret");
        assertThat(Files.getFileStore(Path.of(read(folder.resolve("where")))).type())
                .isIn("tmpfs", "ramfs");
    }
}
