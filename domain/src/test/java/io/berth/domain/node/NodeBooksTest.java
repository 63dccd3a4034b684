package io.berth.domain.node;

import static io.berth.domain.fleet.NodeFixture.CORE;
import static io.berth.domain.fleet.NodeFixture.GIB;
import static io.berth.domain.node.NodeStory.T1;
import static io.berth.domain.node.NodeStory.T2;
import static io.berth.domain.node.NodeStory.T3;
import static io.berth.domain.node.NodeStory.WEB;
import static io.berth.domain.node.NodeStory.group;
import static io.berth.domain.node.NodeStory.release;
import static io.berth.domain.node.NodeStory.reserve;
import static io.berth.domain.node.NodeStory.saw;
import static io.berth.domain.node.NodeStory.stop;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.agent.AgentInstruction.ForgetTask;
import io.berth.domain.agent.AgentInstruction.StartTask;
import io.berth.domain.agent.AgentInstruction.StopTask;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.command.ServiceCommand.NodeAccepted;
import io.berth.domain.command.ServiceCommand.NodeRefused;
import io.berth.domain.command.ServiceCommand.NodeReported;
import io.berth.domain.command.TaskGroup;
import io.berth.domain.entity.Instruction;
import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.node.NodeEvent.TasksReleased;
import io.berth.domain.node.NodeEvent.TasksReserved;
import io.berth.domain.node.NodeEvent.TasksStopRequested;
import io.berth.domain.resource.Resources;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.spec.Specs;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node of 4 cores and 8 GiB and the services that want to use it; the tasks of {@code web} take 1 core and 2 GiB. */
class NodeBooksTest {
    private final NodeStory story = new NodeStory();

    private static Instruction toWeb(ServiceCommand command) {
        return new Instruction.Tell(WEB.ref(), command);
    }

    private static NodeRefused refused(String reason, TaskId... tasks) {
        return new NodeRefused(new NodeId("n1"), List.of(tasks), reason);
    }

    private NodeAccepted accepted(TaskId... tasks) {
        return new NodeAccepted(story.given.state().id(), List.of(tasks));
    }

    private Resources reserved() {
        return NodeViews.of(story.given.state()).reserved();
    }

    @Test
    void whatFitsIsEnteredInTheBooksAndAccepted() {
        story.connected().reserved(T1, T2);
        assertThat(story.given.events(TasksReserved.class)).hasSize(1);
        assertThat(story.given.answers()).containsExactly(toWeb(accepted(T1, T2)));
        assertThat(reserved()).isEqualTo(new Resources(2 * CORE, 4 * GIB));
    }

    @Test
    void asManyAsFitAreTakenAndTheRestIsRefusedWithNumbers() {
        TaskId t4 = new TaskId("t4");
        TaskId t5 = new TaskId("t5");
        story.connected().reserved(T1, T2, T3, t4, t5);
        assertThat(story.given.answers())
                .containsExactly(
                        toWeb(accepted(T1, T2, T3, t4)),
                        toWeb(refused("needs 2 GiB memory, 0 B free; needs 1 CPU, 0 free", t5)));
        assertThat(reserved()).isEqualTo(new Resources(4 * CORE, 8 * GIB));
    }

    /** The service plans it elsewhere: a copy of the reserve that comes when there is room again must not run it twice. */
    @Test
    void aRefusedTaskIsRefusedForGood() {
        TaskGroup huge = group(TaskTemplate.of(Specs.reserving(new Resources(0, 8 * GIB))));
        story.connected().reserved(T1).given.when(reserve(huge, T2));
        assertThat(story.given.events()).containsExactly(new TasksReleased(List.of(T2)));
        assertThat(story.given.answers()).containsExactly(toWeb(refused("needs 8 GiB memory, 6 GiB free", T2)));
        story.given.when(reserve(huge, T2)).thenNothing();

        story.seen(T1, TaskState.FAILED).given.when(reserve(huge, T2)).thenNothing();
        assertThat(story.given.answers())
                .containsExactly(toWeb(refused("task t2 has ended or was refused on node n1", T2)));
    }

    @Test
    void aPortOfTheNodeGoesToOneTaskOnly() {
        PortSpec port = new PortSpec("", "tcp", 80, 8080, PublishMode.HOST);
        TaskGroup published = group(TaskTemplate.of(Specs.reserving(Resources.NONE)), port);
        story.connected().given.when(reserve(published, T1, T2));
        assertThat(story.given.answers())
                .containsExactly(toWeb(accepted(T1)), toWeb(refused("has port 8080/tcp in use", T2)));
    }

    @Test
    void aTaskInTheBooksIsAcceptedAgainWithWhatIsSeenOfIt() {
        story.connected().reserved(T1).seen(T1, TaskState.RUNNING).reserved(T1);
        story.given.thenNothing();
        assertThat(story.given.answers())
                .containsExactly(
                        toWeb(accepted(T1)),
                        toWeb(new NodeReported(story.given.state().id(), List.of(saw(T1, TaskState.RUNNING)))));
        assertThat(reserved()).isEqualTo(new Resources(CORE, 2 * GIB));
    }

    @Test
    void aNodeThatNobodyHasSeenRefuses() {
        story.given.when(reserve(group(), T1)).thenNothing();
        assertThat(story.given.answers()).containsExactly(toWeb(refused("node n1 is not known", T1)));
    }

    @Test
    void pausedDrainedAndDisconnectedNodesRefuse() {
        story.connected().is(Availability.PAUSE).given.when(reserve(group(), T1));
        assertThat(story.given.answers()).containsExactly(toWeb(refused("is paused", T1)));
        story.is(Availability.DRAIN).given.when(reserve(group(), T1));
        assertThat(story.given.answers()).containsExactly(toWeb(refused("is draining", T1)));
        story.disconnected().given.when(reserve(group(), T1));
        assertThat(story.given.answers()).containsExactly(toWeb(refused("is disconnected", T1)));
        story.after(AgentDecisions.LEASE).given.when(reserve(group(), T1));
        assertThat(story.given.answers()).containsExactly(toWeb(refused("is down", T1)));
    }

    @Test
    void aStopThatOvertakesItsReserveLeavesATombstone() {
        story.connected().given.when(stop(T1));
        assertThat(story.given.events()).containsExactly(new TasksReleased(List.of(T1)));
        TaskStatus gone = TaskStatus.of(TaskState.REMOVED, story.given.now(), "not on the node");
        assertThat(story.given.answers())
                .containsExactly(toWeb(new NodeReported(story.given.state().id(), List.of(new TaskReport(T1, gone)))));
        story.reserved(T1);
        story.given.thenNothing();
        assertThat(story.given.answers())
                .containsExactly(toWeb(refused("task t1 has ended or was refused on node n1", T1)));
    }

    @Test
    void aTombstoneIsForgottenLongAfterAnyMessage() {
        story.connected().given.when(stop(T1));
        story.given.after(NodeFold.RELEASED_KEPT.plus(Duration.ofSeconds(1))).when(stop(T2));
        assertThat(story.given.state().released()).containsOnlyKeys(T2);
    }

    @Test
    void anAcceptedTaskIsStartedUntilTheAgentIsKnownToHaveIt() {
        story.connected().reserved(T1);
        assertThat(story.given.instructions())
                .singleElement()
                .satisfies(one -> assertThat(one)
                        .isInstanceOfSatisfying(
                                Instruction.ToAgent.class,
                                told -> assertThat(told.instruction())
                                        .isInstanceOfSatisfying(
                                                StartTask.class,
                                                start ->
                                                        assertThat(start.task()).isEqualTo(T1))));
        story.seen(T1, TaskState.PREPARING);
        assertThat(story.given.instructions()).isEmpty();
    }

    @Test
    void aTaskIsStoppedUntilItsEndIsReported() {
        story.connected().reserved(T1).seen(T1, TaskState.RUNNING).given.when(stop(T1));
        assertThat(story.given.events()).containsExactly(new TasksStopRequested(List.of(T1)));
        assertThat(story.given.instructions()).containsExactly(new Instruction.ToAgent(new StopTask(T1)));
        story.given.when(stop(T1)).thenNothing();
        story.seen(T1, TaskState.SHUTDOWN);
        assertThat(story.given.instructions()).doesNotContain(new Instruction.ToAgent(new StopTask(T1)));
    }

    @Test
    void anEndFreesWhatTheTaskHeldAndIsReportedUntilItIsReleased() {
        story.connected().reserved(T1).seen(T1, TaskState.FAILED);
        assertThat(reserved()).isEqualTo(Resources.NONE);
        Instruction report = toWeb(new NodeReported(story.given.state().id(), List.of(saw(T1, TaskState.FAILED))));
        assertThat(story.given.instructions()).containsExactly(report);
        story.after(Duration.ofMinutes(1));
        assertThat(story.given.instructions()).containsExactly(report);

        story.given.when(release(T1));
        assertThat(story.given.events()).containsExactly(new TasksReleased(List.of(T1)));
        assertThat(story.given.answers()).containsExactly(new Instruction.ToAgent(new ForgetTask(T1)));
        assertThat(story.given.instructions()).isEmpty();
        story.given.when(release(T1)).thenNothing();
    }

    @Test
    void aLiveTaskIsNotReleased() {
        story.connected().reserved(T1).given.when(release(T1)).thenNothing();
        assertThat(reserved()).isEqualTo(new Resources(CORE, 2 * GIB));
    }
}
