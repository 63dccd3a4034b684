package io.berth.domain.service;

import static io.berth.domain.fleet.NodeFixture.node;
import static io.berth.domain.service.ServiceStory.web;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.command.ServiceCommand.Scale;
import io.berth.domain.entity.Rejection.Code;
import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.spec.Constraint;
import io.berth.domain.spec.Mode;
import io.berth.domain.spec.PlacementSpec;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.spec.Specs;
import io.berth.domain.task.TaskState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Global services and jobs. */
class ModesTest {
    private static final NodeView A = node("a").view();
    private static final NodeView B = node("b").view();
    private static final NodeView C = node("c").view();
    private final ServiceStory story = new ServiceStory();

    private static ServiceSpec global() {
        return web(1, "web:1").withMode(new Mode.Global());
    }

    private static ServiceSpec job(int atOnce, int inAll) {
        return web(1, "job:1").withMode(new Mode.ReplicatedJob(atOnce, inAll));
    }

    private List<String> nodes() {
        return story.wanted().stream().map(task -> task.node().value()).sorted().toList();
    }

    private void endOf(Task task, TaskState end) {
        story.report(task, end);
    }

    @Test
    void aGlobalServiceRunsOnEveryNode() {
        story.given.nodes(A, B, C);
        story.put(global());
        assertThat(nodes()).containsExactly("a", "b", "c");
        assertThat(story.given.rules().watchesFleet(story.given.state())).isTrue();
    }

    @Test
    void aGlobalServiceFollowsNodesThatComeAndGo() {
        story.given.nodes(A);
        story.put(global()).agentsObey();
        story.given.nodes(A, B).wakes();
        assertThat(nodes()).containsExactly("a", "b");
        story.given
                .nodes(A, node("b").is(Availability.ACTIVE, Liveness.DOWN).view())
                .wakes();
        assertThat(nodes()).containsExactly("a");
    }

    @Test
    void aGlobalServiceLeavesADrainedNodeAndStaysOnAPausedOne() {
        story.given.nodes(A, B);
        story.put(global()).agentsObey();
        NodeView paused = node("a").is(Availability.PAUSE, Liveness.READY).view();
        NodeView drained = node("b").is(Availability.DRAIN, Liveness.READY).view();
        story.given.nodes(paused, drained).wakes();
        assertThat(nodes()).containsExactly("a");
        story.agentsObey();
        assertThat(story.live()).hasSize(1);
    }

    @Test
    void aPausedNodeGetsNoTaskOfANewGlobalService() {
        story.given.nodes(A, node("b").is(Availability.PAUSE, Liveness.READY).view());
        story.put(global());
        assertThat(nodes()).containsExactly("a");
    }

    @Test
    void aGlobalServiceRunsOnlyWhereItsConstraintsHold() {
        PlacementSpec zone = Specs.placed(List.of(Constraint.parse("node.labels.zone==a")), List.of(), 0)
                .template()
                .placement();
        story.given.nodes(node("a").label("zone", "a").view(), B);
        story.put(ServiceStory.with(global(), zone));
        assertThat(nodes()).containsExactly("a");
        story.given.nodes(A, node("b").label("zone", "a").view()).wakes();
        assertThat(nodes()).containsExactly("b");
    }

    @Test
    void aTaskOfAGlobalServiceIsReplacedOnItsOwnNode() {
        story.given.nodes(A, B);
        story.put(global()).agentsObey();
        Task onB = story.running().stream()
                .filter(task -> task.node().equals(B.id()))
                .findFirst()
                .orElseThrow();
        endOf(onB, TaskState.FAILED);
        assertThat(nodes()).containsExactly("a");
        story.after(Duration.ofSeconds(5));
        assertThat(nodes()).containsExactly("a", "b");
    }

    @Test
    void aJobRunsAsManyAtOnceAsAllowedUntilAllHaveEndedWell() {
        story.put(job(2, 3));
        assertThat(story.wanted()).hasSize(2);
        story.agentsObey();
        endOf(story.running().getFirst(), TaskState.COMPLETE);
        assertThat(story.wanted()).hasSize(2);
        story.agentsObey();
        endOf(story.running().getFirst(), TaskState.COMPLETE);
        endOf(story.running().getFirst(), TaskState.COMPLETE);
        assertThat(story.live()).isEmpty();
        story.after(Duration.ofHours(1));
        assertThat(story.live()).isEmpty();
    }

    @Test
    void aTaskOfAJobThatFailsIsTriedAgain() {
        story.put(job(1, 1)).agentsObey();
        endOf(story.running().getFirst(), TaskState.FAILED);
        assertThat(story.wanted()).isEmpty();
        story.after(Duration.ofSeconds(5));
        assertThat(story.wanted()).hasSize(1);
    }

    @Test
    void aChangedJobRunsAgainAsANewIteration() {
        story.put(job(1, 1)).agentsObey();
        endOf(story.running().getFirst(), TaskState.COMPLETE);
        assertThat(story.given.state().iteration()).isEqualTo(1);
        story.put(web(1, "job:2").withMode(new Mode.ReplicatedJob(1, 1)));
        assertThat(story.given.state().iteration()).isEqualTo(2);
        assertThat(story.wanted()).hasSize(1);
        assertThat(story.given.state().rollout()).isEmpty();
    }

    @Test
    void aGlobalJobEndsOnEachNodeByItself() {
        story.given.nodes(A, B);
        story.put(web(1, "job:1").withMode(new Mode.GlobalJob())).agentsObey();
        endOf(story.running().getFirst(), TaskState.COMPLETE);
        assertThat(story.running()).hasSize(1);
        endOf(story.running().getFirst(), TaskState.COMPLETE);
        story.after(Duration.ofHours(1));
        assertThat(story.live()).isEmpty();
    }

    @Test
    void onlyReplicatedServicesAreScaled() {
        story.put(global());
        story.given.thenRefused(
                new Scale(3), Code.INVALID, "cannot scale service web: scale can only be used with replicated mode");
    }
}
