package io.berth.domain.service;

import static io.berth.domain.service.ServiceStory.web;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.task.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is measured of tasks that come to run. */
class TaskTimesTest {
    private final ServiceStory story = new ServiceStory();

    @Test
    void theFirstTaskOfASlotHasAStartAndHealsNothing() {
        story.put(web(1, "web:1")).after(Duration.ofSeconds(3));

        assertThat(run(story.wanted().getFirst()))
                .containsExactly(new TaskTimes(Duration.ofSeconds(3), Optional.empty()));
    }

    @Test
    void theSuccessorOfATaskThatFailedHealsItsSlot() {
        story.put(web(1, "web:1")).agentsObey().report(story.running().getFirst(), TaskState.FAILED);
        story.after(Duration.ofSeconds(5)).after(Duration.ofSeconds(2));

        assertThat(run(story.wanted().getFirst()))
                .containsExactly(new TaskTimes(Duration.ofSeconds(2), Optional.of(Duration.ofSeconds(7))));
    }

    @Test
    void aTaskThatIsSeenRunningAgainIsNotCountedTwice() {
        story.put(web(1, "web:1")).agentsObey();

        assertThat(run(story.running().getFirst())).isEmpty();
    }

    @Test
    void theSuccessorOfATaskThatWasToldToStopHealsNothing() {
        story.put(web(1, "web:1")).agentsObey().put(web(1, "web:2"));
        story.report(story.live().getFirst(), TaskState.SHUTDOWN).after(Duration.ofSeconds(1));

        assertThat(run(story.wanted().getFirst()))
                .singleElement()
                .extracting(TaskTimes::heal)
                .isEqualTo(Optional.empty());
    }

    private List<TaskTimes> run(Task task) {
        ServiceState before = story.given.state();
        story.report(task, TaskState.RUNNING);
        List<TaskTimes> times = new ArrayList<>();
        story.given.events().forEach(event -> times.addAll(TaskTimes.of(before, story.given.state(), event)));
        return times;
    }
}
