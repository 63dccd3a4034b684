package io.berth.agent.node;

import static io.berth.agent.Patience.soon;
import static io.berth.agent.node.TestTask.mounted;
import static io.berth.agent.node.TestTask.named;
import static io.berth.agent.node.TestTask.networked;
import static io.berth.agent.node.TestTask.ofService;
import static io.berth.agent.node.TestTask.restartedInPlace;
import static io.berth.agent.node.TestTask.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.agent.FreePort;
import io.berth.domain.agent.AgentInstruction.StopTask;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.Mount;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.task.ContainerStatus;
import io.berth.domain.task.TaskState;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tasks of several containers. */
class DockerPodTest extends DockerAgentFixture {
    private static final Mount SHARED = new Mount(Mount.Type.SHARED, "data", "/data", false, 0, Map.of());
    private static final ContainerSpec SERVER =
            named("server", quick("mkdir -p /www; echo here >/www/index.html; exec httpd -f -p 8080 -h /www"));
    private static final ContainerSpec SLEEPER = named("sleeper", quick("exec sleep 1000"));

    private static TaskTemplate inPlace(ContainerSpec... containers) {
        return restartedInPlace(100, containers[0]).withContainers(List.of(), List.of(containers));
    }

    private Optional<ContainerStatus> seen(TaskAssignment task, String container) {
        return status(task).containers().stream()
                .filter(each -> each.name().equals(container))
                .findFirst();
    }

    private void awaitRestart(TaskAssignment task, String container, int times) {
        soon().until(() -> seen(task, container)
                .filter(each -> each.running() && each.restarts() == times)
                .isPresent());
    }

    /** Whether the server answers the other container at 127.0.0.1. */
    private static boolean reaches(String client) {
        return Engine.docker("exec", client, "wget", "-q", "-O", "-", "http://127.0.0.1:8080/")
                .equals("here");
    }

    @Test
    void containersOfATaskShareNetworkAndVolume() {
        TaskTemplate template = TaskTemplate.of(quick("true"))
                .withContainers(
                        List.of(mounted(SHARED, named("prepare", quick("echo hello >/data/index.html")))),
                        List.of(
                                mounted(SHARED, named("server", quick("exec httpd -f -p 8080 -h /data"))),
                                named(
                                        "client",
                                        quick("until wget -q -O - http://127.0.0.1:8080/; do sleep 0.1; done; exec"
                                                + " sleep 1000"))));
        TaskAssignment task = run(task(template, List.of()));
        observed.until(task.task(), TaskState.RUNNING);
        CollectingSink sink = new CollectingSink();
        agent.openLog(task.task(), new LogQuery(true, -1, Instant.EPOCH), sink);
        soon().until(() -> sink.lines().stream().anyMatch(line -> line.text().equals("hello")));
        agent.obey(new StopTask(task.task()));
        observed.until(task.task(), TaskState.SHUTDOWN);
    }

    @Test
    void theFirstContainerRestartsAloneAndIsReachedByTheOthersAgain() {
        TaskAssignment task = run(task(inPlace(SERVER, SLEEPER), List.of()));
        String client = task.taskName() + "-sleeper";
        observed.until(task.task(), TaskState.RUNNING);
        soon().until(() -> reaches(client));
        for (int times = 1; times <= 2; times++) {
            Engine.docker("kill", task.taskName());
            awaitRestart(task, "server", times);
            soon().until(() -> reaches(client));
        }
        assertThat(seen(task, "sleeper").orElseThrow().restarts()).isZero();
        assertThat(status(task).state()).isEqualTo(TaskState.RUNNING);
    }

    @Test
    void portsAndNamesStayWhileTheFirstContainerRestarts() {
        PortSpec port = new PortSpec("", "tcp", 8080, FreePort.next(), PublishMode.INGRESS);
        String network = "pod-" + node;
        TaskAssignment task =
                run(ofService("web", task(networked(List.of(network), inPlace(SERVER, SLEEPER)), List.of(port))));
        observed.until(task.task(), TaskState.RUNNING);
        soon().ignoreExceptions().until(() -> get(port.published()).equals("here\n"));
        var before = status(task).ports();
        Engine.docker("kill", task.taskName());
        awaitRestart(task, "server", 1);
        assertThat(status(task).ports()).isEqualTo(before);
        soon().ignoreExceptions().until(() -> get(port.published()).equals("here\n"));
        TaskAssignment client = run(ofService(
                "client",
                task(
                        networked(
                                List.of(network),
                                TaskTemplate.of(quick(
                                        "until wget -q -O - http://web:8080/ | grep -q here; do sleep 0.1; done"))),
                        List.of())));
        observed.until(client.task(), TaskState.COMPLETE);
    }

    @Test
    void theHolderEndsWithTheTask() {
        TaskAssignment task = run(task(inPlace(SERVER, SLEEPER), List.of()));
        observed.until(task.task(), TaskState.RUNNING);
        assertThat(Engine.containersOf(node)).hasSize(3);
        agent.obey(new StopTask(task.task()));
        observed.until(task.task(), TaskState.SHUTDOWN);
        soon().until(() -> Engine.containersOf(node).size() == 2);
    }

    @Test
    void aTaskThatLosesItsHolderFails() {
        TaskAssignment task = run(task(inPlace(SERVER, SLEEPER), List.of()));
        observed.until(task.task(), TaskState.RUNNING);
        Engine.docker("kill", task.taskName() + ".holder");
        assertThat(observed.until(task.task(), TaskState.FAILED).error())
                .isEqualTo("the container that held the task's network has ended");
    }

    @Test
    void aTaskThatLostItsHolderWhileNoAgentWasThereFails() {
        TaskAssignment task = run(task(inPlace(SERVER, SLEEPER), List.of()));
        observed.until(task.task(), TaskState.RUNNING);
        agent.close();
        Engine.docker("kill", task.taskName() + ".holder");
        startAgent();
        soon().until(() -> status(task).state() == TaskState.FAILED);
    }

    @Test
    void anAdoptedPodIsRestartedInPlaceToo() {
        PortSpec port = new PortSpec("", "tcp", 8080, FreePort.next(), PublishMode.INGRESS);
        TaskAssignment task = run(task(inPlace(SERVER, SLEEPER), List.of(port)));
        observed.until(task.task(), TaskState.RUNNING);
        restartAgent();
        soon().until(() -> status(task).state() == TaskState.RUNNING);
        Engine.docker("kill", task.taskName());
        awaitRestart(task, "server", 1);
        soon().until(() -> reaches(task.taskName() + "-sleeper"));
        soon().ignoreExceptions().until(() -> get(port.published()).equals("here\n"));
    }

    @Test
    void aPodThatNoRecordExplainsGoesWithItsHolder() throws Exception {
        TaskAssignment task = run(task(inPlace(mounted(SHARED, SERVER), SLEEPER), List.of()));
        observed.until(task.task(), TaskState.RUNNING);
        agent.close();
        Files.delete(folder.resolve("agent/tasks/" + task.task() + ".task"));
        startAgent();
        soon().until(() -> Engine.containersOf(node).isEmpty());
        soon().until(() -> Engine.volumesOf(node).isEmpty());
    }
}
