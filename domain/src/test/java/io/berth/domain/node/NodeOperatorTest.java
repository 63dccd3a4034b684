package io.berth.domain.node;

import static io.berth.domain.fleet.NodeFixture.CORE;
import static io.berth.domain.fleet.NodeFixture.GIB;
import static io.berth.domain.fleet.NodeFixture.node;
import static io.berth.domain.node.NodeStory.SECOND;
import static io.berth.domain.node.NodeStory.T1;
import static io.berth.domain.node.NodeStory.T2;
import static io.berth.domain.node.NodeStory.T3;
import static io.berth.domain.node.NodeStory.WEB;
import static io.berth.domain.node.NodeStory.availability;
import static io.berth.domain.node.NodeStory.connect;
import static io.berth.domain.node.NodeStory.group;
import static io.berth.domain.node.NodeStory.reserve;
import static io.berth.domain.node.NodeStory.saw;
import static io.berth.domain.node.NodeStory.stop;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.command.NodeCommand.Connect;
import io.berth.domain.command.NodeCommand.Patch;
import io.berth.domain.command.NodeCommand.Remove;
import io.berth.domain.command.NodeCommand.Update;
import io.berth.domain.command.ServiceCommand.NodeEvicts;
import io.berth.domain.entity.Instruction;
import io.berth.domain.entity.Rejection.Code;
import io.berth.domain.fleet.Availability;
import io.berth.domain.node.NodeEvent.NodeRemoved;
import io.berth.domain.resource.Resources;
import io.berth.domain.spec.Constraint;
import io.berth.domain.spec.Specs;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What operators ask of a node, and what becomes of the tasks on it. */
class NodeOperatorTest {
    private final NodeStory story = new NodeStory();

    private Instruction evicts(String reason, TaskId... tasks) {
        return new Instruction.Tell(
                WEB.ref(),
                new NodeEvicts(story.given.state().id(), List.of(tasks), reason, reason.contains("drained")));
    }

    @Test
    void whoSaysWhichRevisionItSawChangesThatOneOnly() {
        story.connected();
        long seen = story.given.state().revision();
        story.given.when(new Update(Optional.of(Map.of("zone", "a")), Optional.empty(), OptionalLong.of(seen)));
        assertThat(story.given.state().labels()).containsEntry("zone", "a");
        story.given.thenRefused(
                new Update(Optional.of(Map.of("zone", "b")), Optional.empty(), OptionalLong.of(seen)),
                Code.STALE,
                "cannot change node %s: it is at revision 1, the change was made for revision 0; read it again and repeat the change"
                        .formatted(story.given.state().id()));
    }

    private NodeStory running() {
        return story.connected().reserved(T1).seen(T1, TaskState.RUNNING);
    }

    private static Update labels(String zone) {
        return new Update(Optional.of(Map.of("zone", zone)), Optional.empty());
    }

    @Test
    void aDrainedNodeAsksTheServicesUntilTheyStopTheirTasks() {
        running().is(Availability.DRAIN);
        assertThat(story.given.instructions()).containsExactly(evicts("node n1 is drained", T1));
        story.given.wakes().thenNothing();
        assertThat(story.given.instructions()).containsExactly(evicts("node n1 is drained", T1));
        story.given.when(stop(T1));
        assertThat(story.given.instructions()).doesNotContain(evicts("node n1 is drained", T1));
    }

    @Test
    void aDrainThatIsTakenBackAsksNobodyAnyMore() {
        running().is(Availability.DRAIN).is(Availability.ACTIVE);
        assertThat(story.given.instructions()).isEmpty();
    }

    @Test
    void aPausedNodeKeepsItsTasks() {
        running().is(Availability.PAUSE);
        assertThat(story.given.instructions()).isEmpty();
    }

    @Test
    void theSameUpdateAgainChangesNothing() {
        running()
                .is(Availability.PAUSE)
                .given
                .when(availability(Availability.PAUSE))
                .thenNothing();
        story.given.when(labels("a")).when(labels("a")).thenNothing();
    }

    @Test
    void labelsThatAPatchDoesNotNameStay() {
        story.connected().given.when(labels("a"));
        story.given.when(new Patch(Map.of("disk", "ssd"), Set.of("none"), Optional.empty()));
        story.given.when(new Patch(Map.of("rack", "7"), Set.of("zone", "rack"), Optional.empty()));
        assertThat(story.given.state().labels()).isEqualTo(Map.of("disk", "ssd", "rack", "7"));
        story.given
                .when(new Patch(Map.of("rack", "7"), Set.of("zone"), Optional.empty()))
                .thenNothing();
    }

    @Test
    void tasksWhoseConstraintNoLongerHoldsMustGo() {
        TaskTemplate zoned = Specs.placed(List.of(Constraint.parse("node.labels.zone==a")), List.of(), 0)
                .template();
        story.connected().given.when(labels("a")).when(reserve(group(zoned), T1));
        assertThat(story.given.state().bookings()).containsKey(T1);
        story.given.when(labels("b"));
        assertThat(story.given.instructions()).contains(evicts("assigned node no longer meets constraints", T1));
    }

    @Test
    void ofANodeThatHasShrunkTheYoungestTasksMustGo() {
        running().reserved(T2, T3);
        story.given.when(new Connect(
                SECOND, node("n1").capacity(4 * CORE, 5 * GIB).view().info(), List.of(saw(T1, TaskState.RUNNING))));
        assertThat(story.given.instructions())
                .contains(evicts("node n1 has shrunk: needs 2 GiB memory, 1 GiB free", T3))
                .doesNotContain(evicts("node n1 has shrunk: needs 2 GiB memory, 1 GiB free", T2));
        assertThat(story.given.state().bookings()).containsKeys(T1, T2, T3);
    }

    @Test
    void onANodeThatHasShrunkSmallerTasksStay() {
        TaskTemplate small = TaskTemplate.of(Specs.reserving(new Resources(CORE, GIB)));
        running().reserved(T2).given.when(reserve(group("u2", small), T3));
        story.given.when(new Connect(
                SECOND, node("n1").capacity(4 * CORE, 3 * GIB).view().info(), List.of(saw(T1, TaskState.RUNNING))));
        assertThat(story.given.instructions())
                .contains(evicts("node n1 has shrunk: needs 2 GiB memory, 1 GiB free", T2));
    }

    @Test
    void onlyANodeThatIsDownAndEmptyIsRemoved() {
        running();
        story.given.thenRefused(
                new Remove(false),
                Code.CONFLICT,
                "cannot remove node n1: it is ready, not down; stop its agent first, or force it");
        story.given.thenRefused(
                new Remove(true), Code.CONFLICT, "cannot remove node n1: tasks run on it; drain it first");
        story.disconnected().after(AgentDecisions.LEASE).given.when(new Remove(false));
        assertThat(story.given.events()).containsExactly(new NodeRemoved());
        assertThat(story.given.state().exists()).isFalse();
        story.given.thenRefused(new Remove(false), Code.NOT_FOUND, "node n1 not found");
        story.given.thenRefused(labels("a"), Code.NOT_FOUND, "node n1 not found");
    }

    /** A drain would be of no use: there is nobody to stop the tasks. */
    @Test
    void aNodeWhoseAgentIsAwayIsRemovedWhenItsTasksAreGivenUp() {
        running().disconnected();
        story.given.thenRefused(
                new Remove(true),
                Code.CONFLICT,
                "cannot remove node n1: its agent is away, and its tasks are given up in 4 s; try again then");
        story.after(AgentDecisions.LEASE).given.when(new Remove(true));
        assertThat(story.given.state().exists()).isFalse();
    }

    @Test
    void aTaskThatMustLeaveAtOnceIsNotStarted() {
        story.connected().reserved(T1).is(Availability.DRAIN);
        assertThat(story.given.instructions()).containsExactly(evicts("node n1 is drained", T1));
    }

    @Test
    void aNodeThatWasRemovedComesBackAsANewOne() {
        story.connected().is(Availability.DRAIN).given.when(labels("a")).when(new Remove(true));
        story.given.when(connect("session-1"));
        assertThat(story.given.state().exists()).isTrue();
        assertThat(story.given.state().labels()).isEmpty();
        assertThat(story.given.state().availability()).isEqualTo(Availability.ACTIVE);
        assertThat(story.given.state().incarnation()).isEqualTo(2);
    }
}
