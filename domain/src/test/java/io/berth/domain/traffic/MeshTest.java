package io.berth.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.task.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeshTest {
    private static final ServiceId WEB = ServiceId.of("web");
    private static final PortSpec HTTP = new PortSpec("", "tcp", 80, 8080, PublishMode.INGRESS);
    private static final TaskId TASK = new TaskId("t1");

    private final Mesh mesh = new Mesh();

    private static ServiceEndpoints web(boolean isDraining) {
        return new ServiceEndpoints(
                WEB,
                List.of(new PortEndpoints(
                        HTTP, List.of(new Endpoint(TASK, new NodeId("n1"), "10.0.0.1", 40_000, isDraining)))));
    }

    private void enter(String... sessions) {
        for (String session : sessions) {
            mesh.enter(session, new NodeId("node-of-" + session));
        }
    }

    private void says(String session, Map<TaskId, Integer> draining, Set<TaskId> stopping) {
        mesh.hear(session, new TrafficReport(draining, stopping, List.of()));
    }

    private static Map<String, List<TrafficNews.Drained>> drained(String session, int connections) {
        return Map.of(session, List.of(new TrafficNews.Drained(TASK, connections)));
    }

    @Test
    void agentsAreToldOnlyWhatIsNew() {
        assertThat(mesh.learn(1, web(false))).isTrue();
        assertThat(mesh.learn(2, web(false))).isFalse();
        assertThat(mesh.learn(3, web(true))).isTrue();
        assertThat(mesh.learn(2, web(false))).isFalse();
        assertThat(mesh.published()).containsExactly(web(true));
        assertThat(mesh.learn(4, new ServiceEndpoints(WEB, List.of()))).isTrue();
        assertThat(mesh.published()).isEmpty();
    }

    @Test
    void aTaskIsDrainedWhenEveryAgentHasItOutOfTheBalance() {
        enter("s1", "s2");
        mesh.learn(1, web(false));
        says("s1", Map.of(), Set.of(TASK));
        assertThat(mesh.answers()).isEmpty();

        mesh.learn(2, web(true));
        says("s1", Map.of(TASK, 1), Set.of(TASK));
        assertThat(mesh.answers()).isEmpty();

        says("s2", Map.of(TASK, 2), Set.of());
        assertThat(mesh.answers()).isEqualTo(drained("s1", 3));
        assertThat(mesh.answers()).isEmpty();

        says("s2", Map.of(TASK, 0), Set.of());
        says("s1", Map.of(TASK, 0), Set.of(TASK));
        assertThat(mesh.answers()).isEqualTo(drained("s1", 0));
    }

    @Test
    void anAgentThatHasLeftIsNotWaitedFor() {
        enter("s1", "s2");
        mesh.learn(1, web(true));
        says("s1", Map.of(TASK, 0), Set.of(TASK));
        assertThat(mesh.answers()).isEmpty();
        mesh.leave("s2");
        assertThat(mesh.answers()).isEqualTo(drained("s1", 0));
    }

    @Test
    void otherMembersAreWaitedForUntilTheyHaveSpokenOrAreGone() {
        enter("s1");
        mesh.members(Set.of("m2", "m3"));
        mesh.learn(1, web(true));
        says("s1", Map.of(TASK, 0), Set.of(TASK));
        assertThat(mesh.answers()).isEmpty();

        mesh.hear("m2", new MeshWord(Map.of(TASK, 4), List.of()));
        assertThat(mesh.answers()).isEmpty();
        mesh.members(Set.of("m2"));
        assertThat(mesh.answers()).isEqualTo(drained("s1", 4));
    }

    @Test
    void aTaskThatNobodyWasToldOfIsDrained() {
        enter("s1");
        says("s1", Map.of(), Set.of(TASK));
        assertThat(mesh.answers()).isEqualTo(drained("s1", 0));
    }

    @Test
    void theWordForOthersHasTheTasksThatAllOwnAgentsHaveOut() {
        enter("s1", "s2");
        mesh.learn(1, web(true));
        says("s1", Map.of(TASK, 1), Set.of());
        assertThat(mesh.word().draining()).isEmpty();
        says("s2", Map.of(TASK, 2), Set.of());
        assertThat(mesh.word().draining()).isEqualTo(Map.of(TASK, 3));
    }

    @Test
    void problemsOfPortsAreThoseOfTheServiceThatPublishesThem() {
        enter("s1");
        mesh.members(Set.of("m2"));
        mesh.learn(1, web(false));
        PortProblem held = new PortProblem("tcp", 8080, "port 8080 is held");
        mesh.hear("s1", new TrafficReport(Map.of(), Set.of(), List.of(held)));
        mesh.hear(
                "m2",
                new MeshWord(
                        Map.of(),
                        List.of(
                                new NodeProblem(new NodeId("n9"), held),
                                new NodeProblem(new NodeId("n9"), new PortProblem("udp", 8080, "of nobody")))));
        assertThat(mesh.problems())
                .isEqualTo(Map.of(WEB, Set.of("node n9: port 8080 is held", "node node-of-s1: port 8080 is held")));
    }
}
