package io.berth.agent.node;

import static io.berth.agent.node.TestTask.checked;
import static io.berth.agent.node.TestTask.mounted;
import static io.berth.agent.node.TestTask.named;
import static io.berth.agent.node.TestTask.restartedInPlace;
import static io.berth.agent.node.TestTask.shell;
import static io.berth.agent.node.TestTask.stopping;
import static io.berth.agent.node.TestTask.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.berth.domain.agent.AgentInstruction.StopTask;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.FileRef;
import io.berth.domain.spec.Mount;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.task.HostPort;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Needs a Docker Engine with the test images (busybox:1, busybox:broken); without one it says so and is not run. */
@Tag("docker")
class DockerAgentTest extends AgentFixture {
    private static final Duration SHORT = Duration.ofSeconds(1);

    @BeforeAll
    static void engineIsThere() {
        Engine.assumeThere();
    }

    @Override
    String runtime() {
        return "docker";
    }

    @AfterEach
    void removeContainers() {
        Engine.removeAllOf(node);
    }

    private static ContainerSpec quick(String line) {
        return stopping("SIGKILL", SHORT, shell(line));
    }

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
    void aKilledContainerIsSeenWithinASecond() {
        TaskAssignment task = run(quick("exec sleep 1000"));
        TaskStatus running = observed.until(task.task(), TaskState.RUNNING);
        Engine.docker("kill", id(running));
        await().atMost(Duration.ofSeconds(1))
                .until(() -> observed.states(task.task()).contains(TaskState.FAILED));
    }

    @Test
    void anUnknownImageIsRejected() {
        TaskAssignment task = run(ContainerSpec.of("main", "nosuch:1", List.of()));
        assertThat(observed.until(task.task(), TaskState.REJECTED).error()).isEqualTo("No such image: nosuch:1");
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
        TaskAssignment task =
                run(checked("test -e /tmp/ready", SHORT, 100, quick("sleep 2; touch /tmp/ready; exec sleep 1000")));
        observed.until(task.task(), TaskState.STARTING);
        assertThat(observed.states(task.task())).doesNotContain(TaskState.RUNNING);
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
    void containersOfATaskShareNetworkAndVolume() throws Exception {
        Mount shared = new Mount(Mount.Type.SHARED, "data", "/data", false, 0, Map.of());
        TaskTemplate template = TaskTemplate.of(quick("true"))
                .withContainers(
                        List.of(mounted(shared, named("prepare", quick("echo hello >/data/index.html")))),
                        List.of(
                                mounted(shared, named("server", quick("exec httpd -f -p 8080 -h /data"))),
                                named(
                                        "client",
                                        quick("until wget -q -O - http://127.0.0.1:8080/; do sleep 0.1; done; exec"
                                                + " sleep 1000"))));
        TaskAssignment task = run(task(template, List.of()));
        observed.until(task.task(), TaskState.RUNNING);
        CollectingSink sink = new CollectingSink();
        agent.openLog(task.task(), new LogQuery(true, -1, Instant.EPOCH), sink);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> sink.lines().stream().anyMatch(line -> line.text().equals("hello")));
        agent.obey(new StopTask(task.task()));
        observed.until(task.task(), TaskState.SHUTDOWN);
    }

    @Test
    void anIngressPortIsBoundToTheLoopbackInterface() throws Exception {
        TaskAssignment task = run(task(
                TaskTemplate.of(quick("echo here >/www/index.html; exec httpd -f -p 80 -h /www")),
                List.of(new PortSpec("", "tcp", 80, 18181, PublishMode.INGRESS))));
        HostPort port = observed.until(task.task(), TaskState.RUNNING).ports().getFirst();
        assertThat(port.target()).isEqualTo(80);
        assertThat(Engine.docker("port", task.taskName())).contains("127.0.0.1:" + port.published());
        await().ignoreExceptions().until(() -> get(port.published()).equals("here\n"));
        await().ignoreExceptions().until(() -> get(18181).equals("here\n"));
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
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Engine.containersOf(node).isEmpty());
    }

    @Test
    void twentyTasksStartAtOnce() {
        List<TaskAssignment> tasks = IntStream.range(0, 20)
                .mapToObj(i -> run(quick("exec sleep 1000")))
                .toList();
        tasks.forEach(task -> observed.until(task.task(), TaskState.RUNNING));
        assertThat(Engine.containersOf(node)).hasSize(20);
    }

    private TaskStatus status(TaskAssignment task) {
        return agent.inventory().stream()
                .filter(report -> report.task().equals(task.task()))
                .findFirst()
                .orElseThrow()
                .status();
    }

    private static String id(TaskStatus status) {
        return status.containers().getFirst().runtimeId();
    }

    private static String get(int port) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}
