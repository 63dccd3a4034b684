package io.berth.domain.traffic;

import static io.berth.domain.fleet.NodeFixture.node;
import static io.berth.domain.service.ServiceStory.web;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.command.ServiceCommand.NodeReported;
import io.berth.domain.fleet.FleetView;
import io.berth.domain.service.ServiceState;
import io.berth.domain.service.ServiceStory;
import io.berth.domain.service.Task;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.HostPort;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ServiceEndpointsTest {
    private static final PortSpec HTTP = new PortSpec("", "tcp", 80, 8080, PublishMode.INGRESS);
    private static final PortSpec OWN = new PortSpec("", "tcp", 81, 8081, PublishMode.HOST);
    private static final FleetView FLEET = FleetView.of(List.of(
            node("a").address("10.0.0.1").view(), node("b").address("10.0.0.2").view()));

    private final ServiceStory story = new ServiceStory();

    private void put(int replicas, PortSpec... ports) {
        ServiceSpec spec = web(replicas, "web:1");
        story.put(new ServiceSpec(
                spec.labels(), spec.mode(), spec.template(), spec.update(), spec.rollback(), List.of(ports)));
    }

    private void runs(Task task, int port) {
        TaskStatus status = new TaskStatus(
                TaskState.RUNNING,
                story.given.now(),
                "started",
                "",
                OptionalInt.empty(),
                List.of(),
                List.of(new HostPort("tcp", 80, port), new HostPort("tcp", 81, 8081)));
        story.given.when(new NodeReported(task.node(), List.of(new TaskReport(task.id(), status))));
    }

    private ServiceEndpoints endpoints() {
        return ServiceEndpoints.of(story.given.state(), FLEET);
    }

    @Test
    void aTaskThatRunsAnswersAtItsNodesAddress() {
        put(2, HTTP);
        assertThat(endpoints().ports()).containsExactly(new PortEndpoints(HTTP, List.of()));

        Task task = story.wanted().getFirst();
        runs(task, 40_001);
        String address = task.node().value().equals("a") ? "10.0.0.1" : "10.0.0.2";
        assertThat(endpoints().ports().getFirst().endpoints())
                .containsExactly(new Endpoint(task.id(), task.node(), address, 40_001, false));
        assertThat(endpoints().isResolved()).isTrue();
        assertThat(ServiceEndpoints.of(story.given.state(), FleetView.EMPTY).isResolved())
                .isFalse();
    }

    @Test
    void aTaskThatIsNotWantedDrainsUntilItHasEnded() {
        put(1, HTTP);
        Task task = story.wanted().getFirst();
        runs(task, 40_001);
        story.given.when(new ServiceCommand.Scale(0));
        assertThat(endpoints().draining()).containsExactly(task.id());

        story.report(task, TaskState.SHUTDOWN);
        assertThat(endpoints().ports()).containsExactly(new PortEndpoints(HTTP, List.of()));
    }

    @Test
    void portsOfTheNodesThemselvesAreNoneOfTheMesh() {
        put(1, OWN);
        runs(story.wanted().getFirst(), 40_001);
        assertThat(ServiceEndpoints.isPublished(story.given.state())).isFalse();
        assertThat(endpoints().ports()).isEmpty();
    }

    @Test
    void aServiceThatIsGonePublishesNothing() {
        ServiceState gone = ServiceState.absent(ServiceId.of("web"));
        assertThat(ServiceEndpoints.of(gone, FLEET)).isEqualTo(new ServiceEndpoints(ServiceId.of("web"), List.of()));
    }
}
