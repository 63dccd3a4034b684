package io.berth.domain.node;

import static io.berth.domain.node.NodeStory.FIRST;
import static io.berth.domain.node.NodeStory.SECOND;
import static io.berth.domain.node.NodeStory.T1;
import static io.berth.domain.node.NodeStory.T2;
import static io.berth.domain.node.NodeStory.T3;
import static io.berth.domain.node.NodeStory.WEB;
import static io.berth.domain.node.NodeStory.connect;
import static io.berth.domain.node.NodeStory.release;
import static io.berth.domain.node.NodeStory.report;
import static io.berth.domain.node.NodeStory.saw;
import static io.berth.domain.node.NodeStory.stop;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.agent.AgentInstruction.ForgetTask;
import io.berth.domain.agent.AgentInstruction.StartTask;
import io.berth.domain.agent.AgentInstruction.StopTask;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.NodeCommand.Connect;
import io.berth.domain.command.NodeCommand.Disconnect;
import io.berth.domain.command.NodeCommand.ReportOrphans;
import io.berth.domain.command.ServiceCommand.NodeReported;
import io.berth.domain.entity.Instruction;
import io.berth.domain.entity.Rejection.Code;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.fleet.NodeFixture;
import io.berth.domain.node.NodeEvent.AgentConnected;
import io.berth.domain.node.NodeEvent.AgentDisconnected;
import io.berth.domain.node.NodeEvent.NodeWentDown;
import io.berth.domain.node.NodeEvent.OrphansFound;
import io.berth.domain.node.NodeEvent.TasksReported;
import io.berth.domain.resource.Resources;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A node's agent comes, reports, goes and returns. */
class NodeAgentTest {
    private static final Duration BEFORE_LEASE = AgentDecisions.LEASE.minusMillis(1);

    private final NodeStory story = new NodeStory();

    private NodeStory running() {
        return story.connected().reserved(T1).seen(T1, TaskState.RUNNING);
    }

    private TaskStatus seen() {
        return Objects.requireNonNull(story.given.state().bookings().get(T1)).status();
    }

    private Instruction reported(TaskReport report) {
        return new Instruction.Tell(
                WEB.ref(), new NodeReported(story.given.state().id(), List.of(report)));
    }

    @Test
    void everyConnectionHasAHigherIncarnation() {
        story.connected().given.when(connect(SECOND));
        assertThat(story.given.events(AgentConnected.class))
                .extracting(AgentConnected::incarnation)
                .containsExactly(2L);
        story.disconnected().given.when(connect(FIRST));
        assertThat(story.given.state().incarnation()).isEqualTo(3);
    }

    @Test
    void theSameSessionConnectsOnlyOnce() {
        story.connected().given.when(connect(FIRST)).thenNothing();
    }

    @Test
    void aReportOfAnOlderSessionIsRefused() {
        running().given.when(connect(SECOND, saw(T1, TaskState.RUNNING)));
        story.given.thenRefused(
                report(FIRST, saw(T1, TaskState.FAILED)), Code.STALE, "node n1 has another session than session-1");
        assertThat(seen().state()).isEqualTo(TaskState.RUNNING);
    }

    @Test
    void theEndOfAnOlderSessionAndItsOrphansChangeNothing() {
        story.connected().given.when(connect(SECOND));
        story.given.when(new Disconnect(FIRST, "connection reset")).thenNothing();
        story.given.when(new ReportOrphans(FIRST, List.of("c1"))).thenNothing();
        assertThat(story.given.state().liveness()).isEqualTo(Liveness.READY);
    }

    @Test
    void aReportThatTellsNothingNewChangesNothing() {
        running().given.when(report(FIRST, saw(T1, TaskState.RUNNING))).thenNothing();
        story.given.when(report(FIRST, saw(T1, TaskState.PREPARING))).thenNothing();
        assertThat(seen().state()).isEqualTo(TaskState.RUNNING);
    }

    @Test
    void whatIsNotAnEndIsPassedOnAtOnce() {
        story.connected().reserved(T1).seen(T1, TaskState.STARTING);
        assertThat(story.given.answers()).containsExactly(reported(saw(T1, TaskState.STARTING)));
        assertThat(story.given.instructions()).isEmpty();
    }

    @Test
    void tasksLiveOnWhileTheLeaseLasts() {
        running().disconnected();
        assertThat(story.given.events(AgentDisconnected.class))
                .extracting(AgentDisconnected::leaseEnds)
                .containsExactly(story.given.now().plus(AgentDecisions.LEASE));
        assertThat(story.given.rules().wakeAt(story.given.state()))
                .contains(story.given.now().plus(AgentDecisions.LEASE));
        story.after(BEFORE_LEASE).given.thenNothing();
        assertThat(seen().state()).isEqualTo(TaskState.RUNNING);
        assertThat(story.given.instructions()).isEmpty();
    }

    @Test
    void anAgentThatReturnsWithinTheLeaseLosesNothing() {
        running().disconnected().after(BEFORE_LEASE).given.when(connect(SECOND, saw(T1, TaskState.RUNNING)));
        assertThat(story.given.events()).singleElement().isInstanceOf(AgentConnected.class);
        story.after(Duration.ofHours(1)).given.thenNothing();
        assertThat(story.given.state().liveness()).isEqualTo(Liveness.READY);
    }

    @Test
    void anAgentThatReturnsTellsWhatHasHappenedMeanwhile() {
        running().disconnected().given.when(connect(SECOND, saw(T1, TaskState.FAILED)));
        assertThat(seen().state()).isEqualTo(TaskState.FAILED);
        assertThat(story.given.instructions()).containsExactly(reported(saw(T1, TaskState.FAILED)));
    }

    @Test
    void whenTheLeaseEndsTheTasksAreLostAndTheirServicesToldUntilTheyReleaseThem() {
        running().disconnected().after(AgentDecisions.LEASE);
        TaskReport lost = new TaskReport(T1, TaskStatus.ended(TaskState.LOST, story.given.now(), "node n1 is down"));
        assertThat(story.given.events())
                .containsExactly(
                        new NodeWentDown("no agent has connected until the lease ended"),
                        new TasksReported(List.of(lost)));
        assertThat(story.given.instructions()).containsExactly(reported(lost));
        assertThat(story.given.rules().wakeAt(story.given.state())).isEmpty();
        story.given.when(release(T1));
        assertThat(story.given.instructions()).isEmpty();
    }

    @Test
    void aTaskThatWasGivenUpIsStoppedWhenItsAgentReturns() {
        running().disconnected().after(AgentDecisions.LEASE).given.when(connect(SECOND, saw(T1, TaskState.RUNNING)));
        assertThat(story.given.events(OrphansFound.class)).containsExactly(new OrphansFound(List.of("t1")));
        assertThat(story.given.answers()).contains(new Instruction.ToAgent(new StopTask(T1)));
        assertThat(seen().state()).isEqualTo(TaskState.LOST);
    }

    private NodeStory returnedWithAGivenUpTask() {
        running().disconnected().after(AgentDecisions.LEASE).given.when(connect(SECOND, saw(T1, TaskState.RUNNING)));
        story.given.when(release(T1));
        return story;
    }

    private Resources taken() {
        return NodeViews.of(story.given.state()).reserved();
    }

    @Test
    void aTaskThatWasGivenUpHoldsItsResourcesAndIsStoppedUntilItsEndIsSeen() {
        returnedWithAGivenUpTask();
        assertThat(story.given.state().bookings()).isEmpty();
        assertThat(taken()).isEqualTo(new Resources(NodeFixture.CORE, 2 * NodeFixture.GIB));
        assertThat(story.given.instructions()).containsExactly(new Instruction.ToAgent(new StopTask(T1)));

        story.given.when(report(SECOND, saw(T1, TaskState.SHUTDOWN)));
        assertThat(taken()).isEqualTo(Resources.NONE);
        assertThat(story.given.instructions()).isEmpty();
    }

    @Test
    void aTaskThatWasGivenUpAndIsNotThereAnyMoreHoldsNothing() {
        returnedWithAGivenUpTask();
        story.given.when(new Disconnect(SECOND, "connection reset")).when(connect("session-3"));
        assertThat(taken()).isEqualTo(Resources.NONE);
        assertThat(story.given.state().groups()).isEmpty();
    }

    /** Its inventory is as old as it is: tasks that have come since would be taken for vanished ones. */
    @Test
    void aHelloThatComesLaterThanTheNextOneIsRefused() {
        running();
        story.given.thenRefused(
                new Connect("session-0", OptionalLong.of(0), "", NodeFixture.NODE_A.info(), List.of()),
                Code.STALE,
                "session session-0 of node n1 comes late: the node is at connection 1, it was at 0; connect again");
        story.given.when(new Connect(SECOND, OptionalLong.of(1), "", NodeFixture.NODE_A.info(), List.of()));
        assertThat(story.given.state().session()).isEqualTo(SECOND);
    }

    private static Connect ofRun(String session, String run) {
        return new Connect(session, OptionalLong.empty(), run, NodeFixture.NODE_A.info(), List.of());
    }

    @Test
    void aSecondAgentOfTheNodeIsRefusedForAsLongAsTheFirstOneIsThere() {
        story.given.when(ofRun(FIRST, "run-1"));
        story.given.thenRefused(
                ofRun(SECOND, "run-2"),
                Code.CONFLICT,
                "node n1 has an agent already, on %s at %s; stop one of the two, or if this is another machine with a copy of its data folder, remove the file node-id there"
                        .formatted(
                                NodeFixture.NODE_A.info().hostname(),
                                NodeFixture.NODE_A.info().address()));
        story.disconnected().given.when(ofRun(SECOND, "run-2"));
        assertThat(story.given.state().session()).isEqualTo(SECOND);
    }

    @Test
    void theSameAgentMayConnectAgainBeforeItsOldConnectionIsKnownToBeOver() {
        story.given.when(ofRun(FIRST, "run-1")).when(ofRun(SECOND, "run-1"));
        assertThat(story.given.state().session()).isEqualTo(SECOND);
    }

    @Test
    void aTaskThatTheAgentHasNoMoreHasFailed() {
        running().disconnected().given.when(connect(SECOND));
        assertThat(seen().state()).isEqualTo(TaskState.FAILED);
        assertThat(seen().error()).isEqualTo("the agent came back without the task's containers");
    }

    @Test
    void aTaskThatWasToStopAndIsNoMoreHasStopped() {
        running().given.when(stop(T1));
        story.disconnected().given.when(connect(SECOND));
        assertThat(seen().state()).isEqualTo(TaskState.SHUTDOWN);
    }

    @Test
    void aTaskThatTheAgentNeverGotIsStartedAfterAll() {
        story.connected().reserved(T1).disconnected();
        assertThat(story.given.instructions()).isEmpty();
        story.given.when(connect(SECOND));
        assertThat(story.given.events(TasksReported.class)).isEmpty();
        assertThat(story.given.instructions())
                .singleElement()
                .satisfies(one -> assertThat(one)
                        .isInstanceOfSatisfying(
                                Instruction.ToAgent.class,
                                told -> assertThat(told.instruction()).isInstanceOf(StartTask.class)));
    }

    @Test
    void tasksThatNoBookingExplainsAreStoppedOrClearedAway() {
        story.connected().given.when(report(FIRST, saw(T2, TaskState.RUNNING), saw(T3, TaskState.FAILED)));
        assertThat(story.given.events()).containsExactly(new OrphansFound(List.of("t2")));
        assertThat(story.given.answers())
                .containsExactlyInAnyOrder(
                        new Instruction.ToAgent(new StopTask(T2)), new Instruction.ToAgent(new ForgetTask(T3)));
    }
}
