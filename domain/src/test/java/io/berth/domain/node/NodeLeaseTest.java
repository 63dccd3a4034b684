package io.berth.domain.node;

import static io.berth.domain.node.NodeStory.SECOND;
import static io.berth.domain.node.NodeStory.T1;
import static io.berth.domain.node.NodeStory.connect;
import static io.berth.domain.node.NodeStory.saw;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.command.NodeCommand.Announce;
import io.berth.domain.command.NodeCommand.Wake;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.task.TaskState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a node without an agent is waited for. */
class NodeLeaseTest {
    private final NodeStory story = new NodeStory();

    private NodeStory running() {
        return story.connected().reserved(T1).seen(T1, TaskState.RUNNING);
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

    /** A member that dies and comes back again and again would else keep the tasks of a dead machine for ever. */
    @Test
    void aNodeThatComesUpAgainWithoutRestIsGivenUpSomeDay() {
        running().disconnected();
        for (int times = 0; times < 10; times++) {
            story.given.after(Duration.ofSeconds(20)).when(new Wake(true));
            story.given.wakes();
        }
        assertThat(story.given.state().liveness()).isEqualTo(Liveness.DOWN);
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
