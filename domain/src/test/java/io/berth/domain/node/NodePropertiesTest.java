package io.berth.domain.node;

import static io.berth.domain.fleet.NodeFixture.CORE;
import static io.berth.domain.fleet.NodeFixture.GIB;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.NodeCommand.Announce;
import io.berth.domain.command.NodeCommand.Connect;
import io.berth.domain.command.NodeCommand.Disconnect;
import io.berth.domain.command.NodeCommand.Patch;
import io.berth.domain.command.NodeCommand.Release;
import io.berth.domain.command.NodeCommand.Remove;
import io.berth.domain.command.NodeCommand.ReportOrphans;
import io.berth.domain.command.NodeCommand.Stop;
import io.berth.domain.command.NodeCommand.Update;
import io.berth.domain.command.NodeCommand.Wake;
import io.berth.domain.command.TaskGroup;
import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.NodeFixture;
import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.node.NodeEvent.OrphansFound;
import io.berth.domain.resource.Resources;
import io.berth.domain.rules.Given;
import io.berth.domain.spec.Constraint;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.spec.Specs;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds of a node whatever it is told, in whatever order, and however often. */
class NodePropertiesTest {
    private static final int PORT = 8080;
    private static final TaskGroup PLAIN =
            NodeStory.group("plain", TaskTemplate.of(Specs.reserving(new Resources(CORE, 2 * GIB))));
    private static final TaskGroup MEMORY =
            NodeStory.group("memory", TaskTemplate.of(Specs.reserving(new Resources(0, 3 * GIB))));
    private static final TaskGroup PORTED = NodeStory.group(
            "ported",
            TaskTemplate.of(Specs.reserving(new Resources(2 * CORE, 0))),
            new PortSpec("", "tcp", 80, PORT, PublishMode.HOST));
    private static final TaskGroup FEW = NodeStory.group(
            "few",
            Specs.placed(List.of(Constraint.parse("node.labels.zone!=b")), List.of(), 2)
                    .template());

    /** A command, and how much time passes before it. */
    record Step(Duration pause, NodeCommand command) {}

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theBooksAreNeverOverCommitted(@ForAll("lives") List<Step> life) {
        Given<NodeState, NodeCommand, NodeEvent> given = new NodeStory().given;
        for (Step step : life) {
            NodeState before = given.state();
            given.after(step.pause).whenever(step.command);
            assertThatNoDimensionIsOver(before, given.state());
            given.whenever(step.command);
            assertThatNoDimensionIsOver(before, given.state());
        }
    }

    /** A node that shrinks is over its capacity until tasks have left; but nothing more enters its books. */
    private static void assertThatNoDimensionIsOver(NodeState before, NodeState after) {
        Resources held = reserved(after);
        Resources heldBefore = reserved(before);
        Resources capacity = after.info().map(NodeInfo::capacity).orElse(Resources.NONE);
        assertThat(held.nanoCpus()).isLessThanOrEqualTo(Math.max(capacity.nanoCpus(), heldBefore.nanoCpus()));
        assertThat(held.memoryBytes()).isLessThanOrEqualTo(Math.max(capacity.memoryBytes(), heldBefore.memoryBytes()));
        assertThat(live(after, PORTED)).isLessThanOrEqualTo(1);
        assertThat(live(after, FEW)).isLessThanOrEqualTo(2);
    }

    private static Resources reserved(NodeState state) {
        Resources sum = Resources.NONE;
        for (Booking booking : state.bookings().values()) {
            if (booking.isLive()) {
                TaskGroup group =
                        Optional.ofNullable(state.groups().get(booking.group())).orElseThrow();
                sum = sum.plus(group.template().reserved());
            }
        }
        return sum;
    }

    private static long live(NodeState state, TaskGroup group) {
        return state.bookings().values().stream()
                .filter(booking -> booking.isLive() && booking.group().equals(group.key()))
                .count();
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void whatStaysOnANodeFits(@ForAll("lives") List<Step> life) {
        Given<NodeState, NodeCommand, NodeEvent> given = lived(life);
        Resources staying = reserved(given.state());
        for (Evictions.Eviction eviction : Evictions.of(given.state())) {
            TaskGroup group = Optional.ofNullable(
                            given.state().groups().get(eviction.booking().group()))
                    .orElseThrow();
            staying = staying.minus(group.template().reserved());
        }
        boolean isStopping = given.state().bookings().values().stream().anyMatch(Booking::isStopping);
        assertThat(isStopping
                        || staying.fitsIn(
                                given.state().info().map(NodeInfo::capacity).orElse(staying)))
                .isTrue();
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aCommandThatIsRepeatedChangesNothing(@ForAll("lives") List<Step> life) {
        Given<NodeState, NodeCommand, NodeEvent> given = new NodeStory().given;
        for (Step step : life) {
            given.after(step.pause).whenever(step.command);
            NodeState once = given.state();
            given.whenever(step.command);
            assertThat(given.state()).isEqualTo(once);
            // What nobody explains is reported for as long as it is seen.
            assertThat(given.events()).allMatch(OrphansFound.class::isInstance);
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void replayGivesTheSameState(@ForAll("lives") List<Step> life) {
        lived(life).thenReplayGivesTheSame("n1");
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aTaskOnlyMovesForwardAndNeverComesBack(@ForAll("lives") List<Step> life) {
        Given<NodeState, NodeCommand, NodeEvent> given = new NodeStory().given;
        for (Step step : life) {
            NodeState before = given.state();
            given.after(step.pause).whenever(step.command);
            given.state().bookings().forEach((task, booking) -> {
                Booking known = before.bookings().get(task);
                assertThat(known == null
                                || booking.status()
                                                .state()
                                                .compareTo(known.status().state())
                                        >= 0)
                        .isTrue();
                assertThat(before.released()).doesNotContainKey(task);
            });
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void everyTaskInTheBooksIsExplainedOrTalkedAbout(@ForAll("lives") List<Step> life) {
        Given<NodeState, NodeCommand, NodeEvent> given = lived(life);
        given.state()
                .bookings()
                .values()
                .forEach(booking -> assertThat(given.state().groups()).containsKey(booking.group()));
        assertThat(given.instructions()).doesNotHaveDuplicates();
    }

    private static Given<NodeState, NodeCommand, NodeEvent> lived(List<Step> life) {
        Given<NodeState, NodeCommand, NodeEvent> given = new NodeStory().given;
        life.forEach(step -> given.after(step.pause).whenever(step.command));
        return given;
    }

    @Provide
    Arbitrary<List<Step>> lives() {
        Arbitrary<Duration> pauses =
                Arbitraries.of(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(4));
        Arbitrary<NodeCommand> any = Arbitraries.frequencyOf(
                Tuple.of(8, reserves()),
                Tuple.of(8, reports()),
                Tuple.of(3, tasks().map(tasks -> new Stop(NodeStory.WEB, tasks))),
                Tuple.of(3, tasks().map(tasks -> new Release(NodeStory.WEB, tasks))),
                Tuple.of(3, connects()),
                Tuple.of(3, others()));
        Arbitrary<NodeCommand> connect = connects();
        Arbitrary<List<Step>> rest =
                Combinators.combine(pauses, any).as(Step::new).list().ofMaxSize(40);
        return Combinators.combine(connect, rest).as((first, steps) -> {
            List<Step> life = new ArrayList<>(List.of(new Step(Duration.ZERO, first)));
            life.addAll(steps);
            return life;
        });
    }

    private static Arbitrary<TaskId> task() {
        return Arbitraries.integers().between(1, 8).map(number -> new TaskId("t" + number));
    }

    private static Arbitrary<List<TaskId>> tasks() {
        return task().list().uniqueElements().ofMinSize(1).ofMaxSize(3);
    }

    private static Arbitrary<NodeCommand> reserves() {
        return Combinators.combine(Arbitraries.of(PLAIN, MEMORY, PORTED, FEW), tasks())
                .as((group, tasks) -> NodeStory.reserve(group, tasks.toArray(TaskId[]::new)));
    }

    private static Arbitrary<String> session() {
        return Arbitraries.of("session-1", "session-2");
    }

    private static Arbitrary<List<TaskReport>> seen() {
        Arbitrary<TaskState> state = Arbitraries.of(
                TaskState.PREPARING, TaskState.RUNNING, TaskState.COMPLETE, TaskState.FAILED, TaskState.SHUTDOWN);
        return Combinators.combine(task(), state)
                .as(NodeStory::saw)
                .list()
                .uniqueElements(TaskReport::task)
                .ofMaxSize(3);
    }

    private static Arbitrary<NodeCommand> reports() {
        return Combinators.combine(session(), seen()).as(NodeCommand.Report::new);
    }

    private static Arbitrary<NodeCommand> connects() {
        Arbitrary<NodeInfo> info = Arbitraries.of(4, 4, 2)
                .map(size -> NodeFixture.node("n1")
                        .capacity(size * CORE, 2 * size * GIB)
                        .view()
                        .info());
        return Combinators.combine(session(), info, seen()).as(Connect::new);
    }

    private static Arbitrary<NodeCommand> others() {
        return Arbitraries.of(
                new Disconnect("session-1", "connection reset"),
                new Disconnect("session-2", "connection reset"),
                new ReportOrphans("session-1", List.of("c1")),
                new Update(Optional.of(Map.of("zone", "b")), Optional.empty()),
                new Update(Optional.of(Map.of()), Optional.of(Availability.ACTIVE)),
                new Patch(Map.of("disk", "ssd"), Set.of("zone"), Optional.empty()),
                NodeStory.availability(Availability.PAUSE),
                NodeStory.availability(Availability.DRAIN),
                new Remove(true),
                new Announce(),
                new Wake(false),
                new Wake(true));
    }
}
