package io.berth.domain.service;

import static io.berth.domain.fleet.NodeFixture.node;
import static io.berth.domain.service.ServiceStory.web;
import static io.berth.domain.service.ServiceStory.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.command.ServiceCommand.NodeEvicts;
import io.berth.domain.command.ServiceCommand.Remove;
import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.service.ServiceEvent.SlotsPending;
import io.berth.domain.service.ServiceEvent.TasksAssigned;
import io.berth.domain.service.ServiceEvent.TasksEvicted;
import io.berth.domain.service.ServiceEvent.TasksStopped;
import io.berth.domain.spec.Mode;
import io.berth.domain.spec.RestartPolicy;
import io.berth.domain.spec.RolloutPolicy;
import io.berth.domain.spec.RolloutPolicy.FailureAction;
import io.berth.domain.spec.RolloutPolicy.Order;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A node that drains is left as an update would replace its tasks. */
class EvacuationTest {
    private static final NodeId A = new NodeId("a");
    private static final NodeView A_DRAINED =
            node("a").is(Availability.DRAIN, Liveness.READY).view();
    private static final NodeView B = node("b").view();
    private static final NodeView B_DRAINED =
            node("b").is(Availability.DRAIN, Liveness.READY).view();

    private final ServiceStory story = new ServiceStory();

    /** {@code replicas} tasks run on node a, which then drains; node b takes over. */
    private void drained(int replicas, int parallelism, Order order) {
        story.given.nodes(node("a").view(), B_DRAINED);
        story.put(with(web(replicas, "web:1"), policy(parallelism, order))).agentsObey();
        assertThat(on(A)).hasSize(replicas);
        story.given.nodes(A_DRAINED, B);
        evict();
    }

    private static RolloutPolicy policy(int parallelism, Order order) {
        return new RolloutPolicy(parallelism, Duration.ZERO, FailureAction.PAUSE, Duration.ofSeconds(5), 0.0, order);
    }

    private void evict() {
        story.given.when(new NodeEvicts(A, on(A).stream().map(Task::id).toList(), "node a is drained", true));
    }

    private List<Task> on(NodeId node) {
        return story.live().stream().filter(task -> task.node().equals(node)).toList();
    }

    private Task task(TaskId id) {
        return Objects.requireNonNull(story.given.state().tasks().get(id));
    }

    @Test
    void stopFirstReplacesAsManyAtOnceAsAnUpdate() {
        drained(5, 2, Order.STOP_FIRST);
        assertThat(story.given.events(TasksEvicted.class).getFirst().tasks()).hasSize(5);
        assertThat(story.given.events(TasksStopped.class).getFirst().tasks()).hasSize(2);
        for (int step = 0; step < 8; step++) {
            assertThat(story.running()).hasSizeGreaterThanOrEqualTo(3);
            story.agentsObey();
        }
        assertThat(story.running()).hasSize(5).noneMatch(task -> task.node().equals(A));
    }

    @Test
    void startFirstStopsATaskWhenItsReplacementRuns() {
        drained(3, 1, Order.START_FIRST);
        assertThat(story.given.events(TasksStopped.class)).isEmpty();
        Task second = task(story.given
                .events(TasksAssigned.class)
                .getFirst()
                .tasks()
                .getFirst()
                .task());
        story.report(second, TaskState.RUNNING);
        TasksStopped stopped = story.given.events(TasksStopped.class).getFirst();
        assertThat(stopped.reason()).isEqualTo("node a is drained");
        assertThat(stopped.tasks())
                .singleElement()
                .extracting(id -> task(id).slot())
                .isEqualTo(second.slot());
        for (int step = 0; step < 6; step++) {
            assertThat(story.running()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(story.wanted()).hasSizeLessThanOrEqualTo(4);
            story.agentsObey();
        }
        assertThat(story.running()).hasSize(3).noneMatch(task -> task.node().equals(A));
    }

    @Test
    void parallelismZeroIsAllAtOnce() {
        drained(4, 0, Order.STOP_FIRST);
        assertThat(story.given.events(TasksStopped.class).getFirst().tasks()).hasSize(4);
    }

    @Test
    void aTaskStaysWhileNoNodeCanTakeItsReplacementAndTheServiceSaysWhy() {
        drained(1, 1, Order.START_FIRST);
        story.report(on(new NodeId("b")).getFirst(), TaskState.REJECTED);
        story.given.nodes(A_DRAINED, B_DRAINED);
        story.after(Duration.ofSeconds(30));
        assertThat(story.running()).singleElement().extracting(Task::node).isEqualTo(A);
        assertThat(story.given.events(SlotsPending.class))
                .singleElement()
                .extracting(pending -> pending.why().refusals().getFirst().subject())
                .isEqualTo("draining");
        assertThat(story.given.rules().watchesFleet(story.given.state())).isTrue();
        story.given.nodes(A_DRAINED, B);
        story.given.wakes();
        story.agentsObey().agentsObey();
        assertThat(story.running()).singleElement().extracting(Task::node).isEqualTo(B.id());
    }

    @Test
    void stopFirstLeavesTheLastNodeToo() {
        story.given.nodes(node("a").view());
        story.put(with(web(3, "web:1"), policy(1, Order.STOP_FIRST))).agentsObey();
        story.given.nodes(A_DRAINED);
        evict();
        for (int step = 0; step < 4; step++) {
            story.agentsObey();
        }
        assertThat(story.live()).isEmpty();
        story.given.nodes(A_DRAINED, B);
        story.given.wakes();
        story.agentsObey().agentsObey();
        assertThat(story.running()).hasSize(3).allMatch(task -> task.node().equals(B.id()));
    }

    @Test
    void aReplacementThatFailsIsTriedAgainByTheRestartPolicy() {
        drained(1, 1, Order.START_FIRST);
        Task second = on(B.id()).getFirst();
        story.report(second, TaskState.FAILED);
        assertThat(story.wanted()).extracting(Task::node).containsExactly(A);
        RestartPolicy restart = story.given.state().spec().template().restart();
        assertThat(story.given.rules().wakeAt(story.given.state()))
                .contains(story.given.now().plus(restart.delay()));
        story.after(restart.delay());
        assertThat(on(B.id())).hasSize(1);
    }

    @Test
    void anEvictedTaskThatEndsByItselfIsReplacedElsewhere() {
        drained(2, 1, Order.START_FIRST);
        Task waiting = on(A).getLast();
        story.report(waiting, TaskState.FAILED);
        story.after(story.given.state().spec().template().restart().delay());
        assertThat(story.wanted())
                .anyMatch(task ->
                        task.slot().equals(waiting.slot()) && task.node().equals(B.id()));
    }

    @Test
    void aRepeatedEvictionChangesNothing() {
        drained(3, 1, Order.STOP_FIRST);
        ServiceState once = story.given.state();
        evict();
        assertThat(story.given.events()).isEmpty();
        assertThat(story.given.state()).isEqualTo(once);
    }

    @Test
    void aTaskThatDoesNotRunYetIsReplacedAtOnce() {
        story.given.nodes(node("a").view(), B_DRAINED);
        story.put(with(web(3, "web:1"), policy(1, Order.START_FIRST)));
        story.given.nodes(A_DRAINED, B);
        evict();
        assertThat(story.given.events(TasksEvicted.class)).isEmpty();
        assertThat(story.given.events(TasksStopped.class).getFirst().tasks()).hasSize(3);
        story.agentsObey();
        assertThat(on(B.id())).hasSize(3);
    }

    @Test
    void anUpdateThatOvertakesTakesItsTurnsWithTheTasksThatLeave() {
        drained(3, 1, Order.START_FIRST);
        story.put(with(web(3, "web:2"), policy(1, Order.START_FIRST)));
        for (int step = 0; step < 8; step++) {
            assertThat(story.running()).hasSizeGreaterThanOrEqualTo(3);
            story.agentsObey();
        }
        assertThat(story.running()).hasSize(3).noneMatch(task -> task.node().equals(A));
        assertThat(story.runningImages()).containsOnly("web:2");
    }

    @Test
    void jobsStopAtOnce() {
        ServiceSpec job = web(1, "web:1").withMode(new Mode.ReplicatedJob(3, 3));
        story.given.nodes(node("a").view());
        story.put(with(job, policy(1, Order.START_FIRST))).agentsObey();
        List<TaskId> tasks = on(A).stream().map(Task::id).toList();
        evict();
        assertThat(story.given.events(TasksEvicted.class)).isEmpty();
        assertThat(story.given.events(TasksStopped.class).getFirst().tasks()).isEqualTo(tasks);
    }

    @Test
    void globalTasksStopAtOnce() {
        story.given.nodes(node("a").view());
        story.put(with(web(1, "web:1").withMode(new Mode.Global()), policy(1, Order.START_FIRST)))
                .agentsObey();
        assertThat(on(A)).hasSize(1);
        evict();
        assertThat(story.given.events(TasksEvicted.class)).isEmpty();
        assertThat(story.given.events(TasksStopped.class).getFirst().tasks()).hasSize(1);
    }

    @Test
    void aServiceThatIsRemovedDoesNotWait() {
        drained(3, 1, Order.START_FIRST);
        story.given.when(new Remove());
        story.agentsObey();
        assertThat(story.given.state().exists()).isFalse();
    }
}
