package io.berth.domain.service;

import static io.berth.domain.service.ServiceStory.web;
import static io.berth.domain.service.ServiceStory.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.command.ServiceCommand;
import io.berth.domain.service.Rollout.Status;
import io.berth.domain.spec.RolloutPolicy;
import io.berth.domain.spec.RolloutPolicy.FailureAction;
import io.berth.domain.spec.RolloutPolicy.Order;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Commands that come while a rollout is under way. Whatever they are, it ends. */
class RolloutMeetsChangesTest {
    private static final Duration MONITOR = Duration.ofSeconds(5);
    private final ServiceStory story = new ServiceStory();

    private static RolloutPolicy oneByOne(Order order) {
        return new RolloutPolicy(1, Duration.ZERO, FailureAction.PAUSE, MONITOR, 0.0, order);
    }

    @Test
    void aSlotThatIsScaledAwayWhileItIsReplacedHoldsNothingUp() {
        RolloutPolicy policy = oneByOne(Order.STOP_FIRST);
        story.put(with(web(2, "web:1"), policy)).agentsObey().put(with(web(2, "web:2"), policy));
        assertThat(story.running()).hasSize(1);
        story.given.when(new ServiceCommand.Scale(1));
        story.agentsObey().agentsObey();
        assertThat(story.runningImages()).containsExactly("web:2");
        story.after(MONITOR);
        assertThat(story.rollout()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void theEndOfARolloutIsWaitedForAlsoIfSomeOfItsSlotsWereScaledAway() {
        RolloutPolicy allAtOnce =
                new RolloutPolicy(0, Duration.ZERO, FailureAction.PAUSE, MONITOR, 0.0, Order.STOP_FIRST);
        story.put(with(web(2, "web:1"), allAtOnce)).agentsObey().put(with(web(2, "web:2"), allAtOnce));
        story.put(with(web(1, "web:3"), allAtOnce)).agentsObey();
        assertThat(story.runningImages()).containsExactly("web:3");
        assertThat(story.given.rules().wakeAt(story.given.state()))
                .contains(story.given.now().plus(MONITOR));
        story.after(MONITOR);
        assertThat(story.rollout()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void aRollbackWhoseOldTaskStillRunsIsDoneWithThatSlot() {
        RolloutPolicy policy = oneByOne(Order.START_FIRST);
        story.put(with(web(1, "web:1"), policy)).agentsObey().put(with(web(1, "web:2"), policy));
        assertThat(story.wanted()).hasSize(2);
        story.given.when(new ServiceCommand.Rollback());
        story.agentsObey().after(MONITOR);
        assertThat(story.runningImages()).containsExactly("web:1");
        assertThat(story.rollout()).isEqualTo(Status.ROLLBACK_COMPLETED);
    }

    @Test
    void aRollbackWhoseOldTaskIsStillStartingWaitsForIt() {
        RolloutPolicy policy = oneByOne(Order.START_FIRST);
        story.put(with(web(1, "web:1"), policy)).put(with(web(1, "web:2"), policy));
        story.given.when(new ServiceCommand.Rollback());
        story.agentsObey().agentsObey();
        assertThat(story.runningImages()).containsExactly("web:1");
        assertThat(story.rollout()).isEqualTo(Status.ROLLBACK_STARTED);
        story.after(MONITOR);
        assertThat(story.rollout()).isEqualTo(Status.ROLLBACK_COMPLETED);
    }
}
