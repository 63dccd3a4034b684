package io.berth.agent.node;

import static io.berth.agent.Patience.soon;
import static io.berth.agent.node.TestTask.restartedInPlace;
import static io.berth.agent.node.TestTask.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.agent.FreePort;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.task.HostPort;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DockerPortTest extends DockerAgentFixture {
    private static final String SERVER = "mkdir -p /www; echo here >/www/index.html; exec httpd -f -p 80 -h /www";

    private static PortSpec ingress(int published) {
        return new PortSpec("", "tcp", 80, published, PublishMode.INGRESS);
    }

    @Test
    void anIngressPortIsBoundToTheLoopbackInterface() {
        int published = FreePort.next();
        TaskAssignment task = run(task(TaskTemplate.of(quick(SERVER)), List.of(ingress(published))));
        HostPort port = observed.until(task.task(), TaskState.RUNNING).ports().getFirst();
        assertThat(port.target()).isEqualTo(80);
        assertThat(Engine.docker("port", task.taskName())).contains("127.0.0.1:" + port.published());
        soon().ignoreExceptions().until(() -> get(port.published()).equals("here\n"));
        soon().ignoreExceptions().until(() -> get(published).equals("here\n"));
    }

    @Test
    void aContainerThatEndsAtOnceIsNeverSaidToRunWithoutItsPorts() {
        int published = FreePort.next();
        List<TaskAssignment> tasks = IntStream.range(0, 12)
                .mapToObj(i -> run(task(TaskTemplate.of(quick("exit 3")), List.of(ingress(published)))))
                .toList();
        tasks.forEach(task -> observed.until(task.task(), TaskState.FAILED));
        assertThat(tasks)
                .allSatisfy(task -> assertThat(observed.statuses(task.task()))
                        .filteredOn(status -> status.state() == TaskState.RUNNING)
                        .extracting(TaskStatus::ports)
                        .doesNotContain(List.of()));
    }

    @Test
    void aContainerThatEndsAtOnceAndIsRestartedInPlaceIsNeverSaidToRunWithoutItsPorts() {
        TaskAssignment task = run(task(
                restartedInPlace(5, quick("test -e /tmp/again && exit 4; touch /tmp/again; sleep 0.2; exit 4")),
                List.of(ingress(FreePort.next()))));
        assertThat(observed.until(task.task(), TaskState.FAILED)
                        .containers()
                        .getFirst()
                        .restarts())
                .isEqualTo(5);
        assertThat(observed.statuses(task.task()))
                .filteredOn(status -> status.state() == TaskState.RUNNING)
                .extracting(TaskStatus::ports)
                .doesNotContain(List.of());
    }
}
