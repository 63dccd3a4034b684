package io.berth.domain.service;

import static io.berth.domain.service.ServiceStory.web;
import static io.berth.domain.service.ServiceStory.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.command.ServiceCommand;
import io.berth.domain.entity.Rejection.Code;
import io.berth.domain.service.Rollout.Status;
import io.berth.domain.service.ServiceEvent.RolloutStarted;
import io.berth.domain.spec.RolloutPolicy;
import io.berth.domain.spec.RolloutPolicy.FailureAction;
import io.berth.domain.spec.RolloutPolicy.Order;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RolloutTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private final ServiceStory story = new ServiceStory();

    private static RolloutPolicy policy(int parallelism, FailureAction action, Order order) {
        return new RolloutPolicy(parallelism, Duration.ZERO, action, Duration.ofSeconds(5), 0.0, order);
    }

    private ServiceStory rolledTo(int replicas, RolloutPolicy policy) {
        return story.put(with(web(replicas, "web:1"), policy)).agentsObey().put(with(web(replicas, "web:2"), policy));
    }

    @Test
    void stopFirstReplacesOneSlotAfterTheOther() {
        rolledTo(3, policy(1, FailureAction.PAUSE, Order.STOP_FIRST));
        assertThat(story.running()).hasSize(2);
        story.agentsObey();
        assertThat(story.runningImages()).containsExactlyInAnyOrder("web:1", "web:2");
        story.agentsObey().agentsObey().agentsObey();
        assertThat(story.runningImages()).containsExactly("web:2", "web:2", "web:2");
        assertThat(story.rollout()).isEqualTo(Status.UPDATING);
        story.after(Duration.ofSeconds(5));
        assertThat(story.rollout()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void startFirstNeverHasFewerThanWanted() {
        rolledTo(2, policy(1, FailureAction.PAUSE, Order.START_FIRST));
        for (int step = 0; step < 6; step++) {
            assertThat(story.running()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(story.live()).hasSizeLessThanOrEqualTo(4);
            story.agentsObey();
        }
        assertThat(story.runningImages()).containsExactly("web:2", "web:2");
        story.after(Duration.ofSeconds(5));
        assertThat(story.rollout()).isEqualTo(Status.COMPLETED);
    }

    /** The successor that an update has half started is stopped before the successor of the next update comes. */
    @Test
    void aSlotNeverHasMoreThanTwoTasksWhenOneStartFirstUpdateOvertakesAnother() {
        RolloutPolicy startFirst = policy(0, FailureAction.CONTINUE, Order.START_FIRST);
        rolledTo(1, startFirst).put(with(web(1, "web:3"), startFirst));

        assertThat(story.runningImages()).containsExactly("web:1");
        assertThat(story.live()).hasSize(2);
        Task overtaken = story.live().getLast();
        assertThat(overtaken.isWanted()).isFalse();
        assertThat(overtaken.reason()).isEqualTo("overtaken by revision 3");

        story.report(overtaken, TaskState.SHUTDOWN);
        assertThat(story.wanted()).extracting(Task::revision).containsExactly(1L, 3L);
        story.agentsObey().agentsObey();
        assertThat(story.runningImages()).containsExactly("web:3");
        assertThat(story.live()).hasSize(1);
    }

    @Test
    void ofTwoTasksThatRunTheYoungerOneIsKeptUntilTheNextUpdateHasComeToRun() {
        RolloutPolicy startFirst = policy(0, FailureAction.CONTINUE, Order.START_FIRST);
        rolledTo(1, startFirst);
        story.given.when(new ServiceCommand.PauseRollout());
        story.report(story.wanted().getLast(), TaskState.RUNNING).put(with(web(1, "web:3"), startFirst));
        assertThat(story.runningImages()).containsExactly("web:2");
    }

    @Test
    void theNextSlotWaitsForTheDelay() {
        RolloutPolicy slow =
                new RolloutPolicy(1, SECOND.multipliedBy(10), FailureAction.PAUSE, SECOND, 0.0, Order.STOP_FIRST);
        rolledTo(2, slow);
        story.agentsObey();
        assertThat(story.running()).hasSize(2);
        assertThat(story.given.rules().wakeAt(story.given.state()))
                .contains(story.given.now().plusSeconds(10));
        story.after(Duration.ofSeconds(9));
        assertThat(story.running()).hasSize(2);
        story.after(SECOND);
        assertThat(story.running()).hasSize(1);
    }

    @Test
    void aFailureWithinTheMonitorTimePauses() {
        rolledTo(2, policy(1, FailureAction.PAUSE, Order.STOP_FIRST));
        story.agentsObey();
        Task fresh = story.wanted().stream()
                .filter(task -> task.revision() == 2 && task.status().state() == TaskState.RUNNING)
                .findFirst()
                .orElseThrow();
        story.report(fresh, TaskState.FAILED);
        assertThat(story.rollout()).isEqualTo(Status.PAUSED);
        assertThat(story.given.state().rollout().orElseThrow().message())
                .isEqualTo("update paused due to failure or early termination of task " + fresh.id());
    }

    @Test
    void aFailedUpdateRollsBackByItselfAndOnlyOnce() {
        rolledTo(2, policy(1, FailureAction.ROLLBACK, Order.STOP_FIRST));
        Task old = story.live().stream()
                .filter(task -> !task.isWanted())
                .findFirst()
                .orElseThrow();
        story.report(old, TaskState.SHUTDOWN);
        Task broken = story.wanted().getLast();
        story.report(broken, TaskState.REJECTED);

        assertThat(story.rollout()).isEqualTo(Status.ROLLBACK_STARTED);
        assertThat(story.given.state().spec().template().containers().getFirst().image())
                .isEqualTo("web:1");
        story.agentsObey()
                .agentsObey()
                .after(Duration.ofSeconds(6))
                .agentsObey()
                .after(Duration.ofSeconds(6));
        assertThat(story.runningImages()).containsExactly("web:1", "web:1");
        assertThat(story.rollout()).isEqualTo(Status.ROLLBACK_COMPLETED);
        story.given.thenRefused(
                new ServiceCommand.Rollback(),
                Code.CONFLICT,
                "cannot roll back service web: it does not have a previous spec");
    }

    @Test
    void aStartFirstRolloutThatFailsKeepsTheOldTasks() {
        rolledTo(2, policy(1, FailureAction.ROLLBACK, Order.START_FIRST));
        Task broken = story.wanted().getLast();
        story.report(broken, TaskState.REJECTED);
        assertThat(story.runningImages()).containsExactly("web:1", "web:1");
        story.after(Duration.ofSeconds(6));
        assertThat(story.rollout()).isEqualTo(Status.ROLLBACK_COMPLETED);
        assertThat(story.live()).hasSize(2);
    }

    @Test
    void failuresAreToleratedUpToTheRatio() {
        RolloutPolicy tolerant =
                new RolloutPolicy(0, Duration.ZERO, FailureAction.PAUSE, SECOND, 0.5, Order.STOP_FIRST);
        rolledTo(2, tolerant);
        story.agentsObey();
        story.report(story.running().getFirst(), TaskState.FAILED);
        assertThat(story.rollout()).isEqualTo(Status.UPDATING);
        story.report(story.running().getFirst(), TaskState.FAILED);
        assertThat(story.rollout()).isEqualTo(Status.PAUSED);
    }

    @Test
    void aManualRollbackSwapsTheSpecsAndASecondOneReturns() {
        rolledTo(1, policy(1, FailureAction.PAUSE, Order.STOP_FIRST));
        story.agentsObey().after(Duration.ofSeconds(5));
        story.given.when(new ServiceCommand.Rollback());
        assertThat(story.given.state().rollout().orElseThrow().message()).isEqualTo("manually requested rollback");
        story.agentsObey().agentsObey().after(Duration.ofSeconds(5));
        assertThat(story.runningImages()).containsExactly("web:1");
        assertThat(story.rollout()).isEqualTo(Status.ROLLBACK_COMPLETED);
        story.given.when(new ServiceCommand.Rollback());
        story.agentsObey().agentsObey();
        assertThat(story.runningImages()).containsExactly("web:2");
    }

    @Test
    void aPausedRolloutTakesNoMoreSlotsUntilItGoesOn() {
        rolledTo(2, policy(1, FailureAction.PAUSE, Order.STOP_FIRST));
        story.given.when(new ServiceCommand.PauseRollout());
        story.agentsObey().agentsObey().agentsObey();
        assertThat(story.runningImages()).containsExactlyInAnyOrder("web:1", "web:2");
        story.given.when(new ServiceCommand.ResumeRollout());
        story.agentsObey().agentsObey();
        assertThat(story.runningImages()).containsExactly("web:2", "web:2");
    }

    @Test
    void aChangeOfLabelsDuringARolloutLeavesNoTaskBehind() {
        RolloutPolicy policy = policy(1, FailureAction.PAUSE, Order.STOP_FIRST);
        rolledTo(3, policy).agentsObey();
        assertThat(story.runningImages()).containsExactlyInAnyOrder("web:1", "web:2");
        ServiceSpec spec = with(web(3, "web:2"), policy);
        story.put(new ServiceSpec(Map.of("team", "shop"), spec.mode(), spec.template(), policy, policy, spec.ports()));
        story.agentsObey().agentsObey().agentsObey();
        assertThat(story.runningImages()).containsExactly("web:2", "web:2", "web:2");
        story.after(Duration.ofSeconds(5));
        assertThat(story.rollout()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void scalingIsNotARollout() {
        story.put(web(1, "web:1")).agentsObey();
        story.given.when(new ServiceCommand.Scale(3));
        assertThat(story.given.events(RolloutStarted.class)).isEmpty();
        assertThat(story.given.state().rollout()).isEmpty();
    }

    @Test
    void aRestartReplacesAllTasksWithoutAnyOtherChange() {
        story.put(web(1, "web:1")).agentsObey();
        Task before = story.running().getFirst();
        story.given.when(new ServiceCommand.Restart());
        story.agentsObey().agentsObey();
        assertThat(story.running()).hasSize(1).extracting(Task::id).doesNotContain(before.id());
        assertThat(List.of("web:1")).isEqualTo(story.runningImages());
    }
}
