package io.berth.sharding.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.berth.domain.agent.AgentInstruction.StartTask;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.entity.AgentMessage;
import io.berth.domain.entity.Outcome;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.HostPort;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import io.berth.domain.traffic.Endpoint;
import io.berth.domain.traffic.PortProblem;
import io.berth.domain.traffic.TrafficNews;
import io.berth.domain.traffic.TrafficReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two members, an agent at each: what one learns the other tells its agent, and what one hears the other waits for. */
class MembersMeshTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final PortSpec HTTP = new PortSpec("", "tcp", 80, 8080, PublishMode.INGRESS);

    private final List<TestMember> members = new ArrayList<>();
    private final Queue<TrafficNews> first = new ConcurrentLinkedQueue<>();
    private final Queue<TrafficNews> second = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void start() {
        String store = "members-mesh-" + System.nanoTime();
        for (int i = 0; i < 2; i++) {
            TestMember member = new TestMember(store);
            members.add(member);
            member.join(members.getFirst());
        }
        await().atMost(PATIENCE).until(() -> members.stream().allMatch(TestMember::isUp));
        members.getFirst().traffic.entered("a", new NodeId("n1"), first::add);
        members.getLast().traffic.entered("b", new NodeId("n2"), second::add);
    }

    @AfterEach
    void stop() {
        members.forEach(TestMember::close);
    }

    /** A service of one task that runs on the node n1. */
    private TaskId run() {
        TestMember member = members.getFirst();
        TestProbe<AgentMessage> agent = member.connect("n1", "s1");
        await().atMost(PATIENCE)
                .until(() -> member.fleet.view().node(new NodeId("n1")).isPresent());
        ServiceSpec web = TestMember.WEB;
        assertThat(member.put(
                        "web",
                        new ServiceSpec(
                                web.labels(), web.mode(), web.template(), web.update(), web.rollback(), List.of(HTTP))))
                .isInstanceOf(Outcome.Accepted.class);
        TaskId task = ((StartTask) agent.receiveMessage(PATIENCE)).assignment().task();
        TaskStatus status = new TaskStatus(
                TaskState.RUNNING,
                Instant.now(),
                "started",
                "",
                OptionalInt.empty(),
                List.of(),
                List.of(new HostPort("tcp", 80, 40_000)));
        var _ = member.entities
                .agentSays(new NodeId("n1"), new NodeCommand.Report("s1", List.of(new TaskReport(task, status))))
                .toCompletableFuture()
                .join();
        return task;
    }

    private static void awaitEndpoint(Queue<TrafficNews> told, TaskId task, boolean isDraining) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told)
                        .anySatisfy(news -> assertThat(endpoints(news))
                                .containsExactly(
                                        new Endpoint(task, new NodeId("n1"), "127.0.0.1", 40_000, isDraining))));
    }

    private static List<Endpoint> endpoints(TrafficNews news) {
        return news instanceof TrafficNews.Endpoints(var service)
                ? service.ports().stream()
                        .flatMap(port -> port.endpoints().stream())
                        .toList()
                : List.of();
    }

    @Test
    void aTaskIsDrainedWhenTheAgentsOfBothMembersHaveSaidSo() {
        TaskId task = run();
        awaitEndpoint(first, task, false);
        awaitEndpoint(second, task, false);

        var _ = members.getLast().ask(TestMember.service("web"), new ServiceCommand.Scale(0));
        awaitEndpoint(first, task, true);
        awaitEndpoint(second, task, true);

        members.getLast().traffic.reported("b", new TrafficReport(Map.of(task, 2), Set.of(), List.of()));
        members.getFirst().traffic.reported("a", new TrafficReport(Map.of(task, 1), Set.of(task), List.of()));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(first).contains(new TrafficNews.Drained(task, 3)));

        members.getLast().traffic.reported("b", new TrafficReport(Map.of(task, 0), Set.of(), List.of()));
        members.getFirst().traffic.reported("a", new TrafficReport(Map.of(task, 0), Set.of(task), List.of()));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(first).contains(new TrafficNews.Drained(task, 0)));
    }

    @Test
    void aPortThatANodeOfOneMemberCannotOpenIsKnownToTheOther() {
        awaitEndpoint(first, run(), false);
        PortProblem held = new PortProblem("tcp", 8080, "it is held");
        members.getLast().traffic.reported("b", new TrafficReport(Map.of(), Set.of(), List.of(held)));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(members.getFirst().traffic.problems(ServiceId.of("web")))
                        .containsExactly("node n2: it is held"));
    }
}
