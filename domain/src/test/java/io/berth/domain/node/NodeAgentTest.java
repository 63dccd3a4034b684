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
import io.berth.domain.command.NodeCommand.Announce;
import io.berth.domain.command.NodeCommand.Disconnect;
import io.berth.domain.command.NodeCommand.ReportOrphans;
import io.berth.domain.command.NodeCommand.Wake;
import io.berth.domain.command.ServiceCommand.NodeReported;
import io.berth.domain.entity.Instruction;
import io.berth.domain.entity.Rejection.Code;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.node.NodeEvent.AgentConnected;
import io.berth.domain.node.NodeEvent.AgentDisconnected;
import io.berth.domain.node.NodeEvent.NodeWentDown;
import io.berth.domain.node.NodeEvent.OrphansFound;
import io.berth.domain.node.NodeEvent.TasksReported;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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

    @Test
    void aNodeWhoseAgentIsStartingIsNotGivenUp() {
        running().given.when(new Wake(true));
        for (int i = 0; i < 10; i++) {
            story.after(Duration.ofSeconds(8)).given.when(new Announce());
            assertThat(story.given.state().liveness()).isEqualTo(Liveness.DISCONNECTED);
            story.given.when(new Announce()).thenNothing();
        }
        story.after(AgentDecisions.RECOVERY_LEASE).given.when(new Announce()).thenNothing();
        assertThat(story.given.state().liveness()).isEqualTo(Liveness.DOWN);
    }

    @Test
    void anAnnouncementChangesNothingOfAConnectedNode() {
        running().given.when(new Announce()).thenNothing();
    }

    @Test
    void aLeaseThatEndedWhileTheMemberWasStoppedStartsAgain() {
        running().disconnected();
        story.given.after(Duration.ofHours(1)).when(new Wake(true));
        assertThat(story.given.state().leaseEnds()).isEqualTo(story.given.now().plus(AgentDecisions.RECOVERY_LEASE));
        story.given.when(connect(SECOND, saw(T1, TaskState.RUNNING)));
        assertThat(story.given.state().bookings().get(T1)).matches(Booking::isLive);
    }

    @Test
    void aMemberThatStartsAgainGivesItsAgentsTimeToFindIt() {
        running().given.when(new Wake(true));
        assertThat(story.given.state().liveness()).isEqualTo(Liveness.DISCONNECTED);
        assertThat(story.given.state().leaseEnds()).isEqualTo(story.given.now().plus(AgentDecisions.RECOVERY_LEASE));
        story.given.after(Duration.ofSeconds(14)).when(new Wake(true));
        assertThat(story.given.state().leaseEnds()).isEqualTo(story.given.now().plus(AgentDecisions.RECOVERY_LEASE));
        story.after(AgentDecisions.RECOVERY_LEASE);
        assertThat(story.given.state().liveness()).isEqualTo(Liveness.DOWN);
    }
}
