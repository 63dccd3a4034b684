package io.berth.domain.table;

import static io.berth.domain.node.NodeStory.FIRST;
import static io.berth.domain.node.NodeStory.SECOND;
import static io.berth.domain.node.NodeStory.T1;
import static io.berth.domain.node.NodeStory.T2;
import static io.berth.domain.node.NodeStory.T3;
import static io.berth.domain.node.NodeStory.availability;
import static io.berth.domain.node.NodeStory.connect;
import static io.berth.domain.node.NodeStory.release;
import static io.berth.domain.node.NodeStory.report;
import static io.berth.domain.node.NodeStory.reserve;
import static io.berth.domain.node.NodeStory.saw;
import static io.berth.domain.node.NodeStory.stop;

import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.NodeCommand.Announce;
import io.berth.domain.command.NodeCommand.Disconnect;
import io.berth.domain.command.NodeCommand.Patch;
import io.berth.domain.command.NodeCommand.Remove;
import io.berth.domain.command.NodeCommand.ReportOrphans;
import io.berth.domain.command.NodeCommand.Update;
import io.berth.domain.command.NodeCommand.Wake;
import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.NodeFixture;
import io.berth.domain.node.NodeEvent;
import io.berth.domain.node.NodeState;
import io.berth.domain.node.NodeStory;
import io.berth.domain.resource.Resources;
import io.berth.domain.spec.Specs;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.task.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A node from its first connection to its removal, and one task in its books. */
final class NodeTables {
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Resources HUGE = new Resources(64 * NodeFixture.CORE, 0);

    private NodeTables() {}

    /** What operators, services, the agent and the timer say to a node that runs the task {@code t1}. */
    static StateTable<NodeState, NodeCommand, NodeEvent> node() {
        StateTable<NodeState, NodeCommand, NodeEvent> table = situations();
        connections(table);
        return table.when("reserve: it fits", reserve(NodeStory.group(), T2))
                .when("reserve: too large", reserve(NodeStory.group(TaskTemplate.of(Specs.reserving(HUGE))), T2))
                .when("stop: t1", stop(T1))
                .when("stop: unknown t3", stop(T3))
                .when("release: t1", release(T1))
                .when("update: labels", new Update(Optional.of(Map.of("zone", "a")), Optional.empty()))
                .when(
                        "update: for another revision",
                        new Update(Optional.of(Map.of("zone", "a")), Optional.empty(), OptionalLong.of(99)))
                .when("patch: labels", new Patch(Map.of("zone", "a"), Set.of(), Optional.empty()))
                .when("update: active", availability(Availability.ACTIVE))
                .when("update: pause", availability(Availability.PAUSE))
                .when("update: drain", availability(Availability.DRAIN))
                .when("remove", new Remove(false))
                .when("remove: forced", new Remove(true));
    }

    private static void connections(StateTable<NodeState, NodeCommand, NodeEvent> table) {
        table.when("connect: the same session", connect(FIRST, saw(T1, TaskState.RUNNING)))
                .when("connect: another, with t1", connect(SECOND, saw(T1, TaskState.RUNNING)))
                .when("connect: another, without t1", connect(SECOND))
                .when(
                        "connect: another, unknown t3",
                        connect(SECOND, saw(T1, TaskState.RUNNING), saw(T3, TaskState.RUNNING)))
                .when("announce", new Announce())
                .when("disconnect", new Disconnect(FIRST, "connection reset"))
                .when("disconnect: old session", new Disconnect("session-0", "connection reset"))
                .when("report: t1 failed", report(FIRST, saw(T1, TaskState.FAILED)))
                .when("report: old session", report("session-0", saw(T1, TaskState.FAILED)))
                .when("report-orphans", new ReportOrphans(FIRST, List.of("c1")))
                .when("wake: lease not over", new Wake(false))
                .when("wake: lease over", given -> {
                    given.after(LEASE);
                    return new Wake(false);
                })
                .when("wake: member restarted", new Wake(true));
    }

    private static StateTable<NodeState, NodeCommand, NodeEvent> situations() {
        return new StateTable<NodeState, NodeCommand, NodeEvent>("command")
                .in("never seen", () -> new NodeStory().given)
                .in("ready, empty", () -> new NodeStory().connected().given)
                .in("ready", () -> running().given)
                .in("paused", () -> running().is(Availability.PAUSE).given)
                .in("drained", () -> running().is(Availability.DRAIN).given)
                .in("disconnected", () -> running().disconnected().given)
                .in("down", () -> running().disconnected().after(LEASE).given)
                .in(
                        "removed",
                        () -> new NodeStory()
                                .connected()
                                .disconnected()
                                .after(LEASE)
                                .given
                                .when(new Remove(false)));
    }

    private static NodeStory running() {
        return new NodeStory().connected().reserved(T1).seen(T1, TaskState.RUNNING);
    }

    /** What becomes of one task in the books of a ready node. */
    static StateTable<NodeState, NodeCommand, NodeEvent> booking() {
        return new StateTable<NodeState, NodeCommand, NodeEvent>("command")
                .in("not in the books", () -> new NodeStory().connected().given)
                .in("accepted", () -> new NodeStory().connected().reserved(T1).given)
                .in("preparing", () -> seen(TaskState.PREPARING).given)
                .in("running", () -> seen(TaskState.RUNNING).given)
                .in("running, told to stop", () -> seen(TaskState.RUNNING).given.when(stop(T1)))
                .in("failed", () -> seen(TaskState.FAILED).given)
                .in(
                        "lost",
                        () -> seen(TaskState.RUNNING)
                                .disconnected()
                                .after(LEASE)
                                .given
                                .when(connect(FIRST)))
                .in("has left the books", () -> seen(TaskState.FAILED).given.when(release(T1)))
                .when("reserve", reserve(NodeStory.group(), T1))
                .when("stop", stop(T1))
                .when("release", release(T1))
                .when("report: preparing", report(FIRST, saw(T1, TaskState.PREPARING)))
                .when("report: running", report(FIRST, saw(T1, TaskState.RUNNING)))
                .when("report: failed", report(FIRST, saw(T1, TaskState.FAILED)))
                .when("report: shutdown", report(FIRST, saw(T1, TaskState.SHUTDOWN)))
                .when("connect: with it", connect(SECOND, saw(T1, TaskState.RUNNING)))
                .when("connect: without it", connect(SECOND))
                .when("the lease ends", given -> {
                    given.when(new Disconnect(FIRST, "connection reset")).after(LEASE);
                    return new Wake(false);
                });
    }

    private static NodeStory seen(TaskState state) {
        return new NodeStory().connected().reserved(T1).seen(T1, state);
    }
}
