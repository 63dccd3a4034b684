package io.berth.domain.node;

import static io.berth.domain.fleet.NodeFixture.CORE;
import static io.berth.domain.fleet.NodeFixture.GIB;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.NodeCommand.Connect;
import io.berth.domain.command.NodeCommand.Disconnect;
import io.berth.domain.command.NodeCommand.Release;
import io.berth.domain.command.NodeCommand.Report;
import io.berth.domain.command.NodeCommand.Reserve;
import io.berth.domain.command.NodeCommand.Stop;
import io.berth.domain.command.NodeCommand.Update;
import io.berth.domain.command.ReservedTask;
import io.berth.domain.command.TaskGroup;
import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.NodeFixture;
import io.berth.domain.resource.Resources;
import io.berth.domain.rules.Given;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.Specs;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The life of a node of 4 cores and 8 GiB told step by step, with the words of services and of its agent. */
public final class NodeStory {
    public static final ServiceId WEB = ServiceId.of("web");
    public static final String FIRST = "session-1";
    public static final String SECOND = "session-2";
    public static final TaskId T1 = new TaskId("t1");
    public static final TaskId T2 = new TaskId("t2");
    public static final TaskId T3 = new TaskId("t3");

    public final Given<NodeState, NodeCommand, NodeEvent> given = new Given<>(new NodeRules(), "n1");

    /** Tasks of the service {@code web}, each of one core and 2 GiB. */
    public static TaskGroup group() {
        return group(TaskTemplate.of(Specs.reserving(new Resources(CORE, 2 * GIB))));
    }

    public static TaskGroup group(TaskTemplate template, PortSpec... ports) {
        return group("u1", template, ports);
    }

    /** Tasks of another creation of the service. */
    public static TaskGroup group(String uid, TaskTemplate template, PortSpec... ports) {
        return new TaskGroup(WEB, uid, 1, template, List.of(ports), Map.of());
    }

    public static TaskReport saw(TaskId task, TaskState state) {
        TaskStatus status = state.isTerminal()
                ? TaskStatus.ended(state, Given.START, "")
                : TaskStatus.of(state, Given.START, state.word());
        return new TaskReport(task, status);
    }

    public static Reserve reserve(TaskGroup group, TaskId... tasks) {
        List<ReservedTask> reserved = Arrays.stream(tasks)
                .map(task -> new ReservedTask(task, Slot.of(1)))
                .toList();
        return new Reserve(group, reserved);
    }

    public static Stop stop(TaskId... tasks) {
        return new Stop(WEB, List.of(tasks));
    }

    public static Release release(TaskId... tasks) {
        return new Release(WEB, List.of(tasks));
    }

    public static Connect connect(String session, TaskReport... inventory) {
        return new Connect(session, NodeFixture.NODE_A.info(), List.of(inventory));
    }

    public static Report report(String session, TaskReport... reports) {
        return new Report(session, List.of(reports));
    }

    public static Update availability(Availability availability) {
        return new Update(Optional.empty(), Optional.of(availability));
    }

    public NodeStory connected() {
        given.when(connect(FIRST));
        return this;
    }

    /** Reserves tasks of one core and 2 GiB each. */
    public NodeStory reserved(TaskId... tasks) {
        given.when(reserve(group(), tasks));
        return this;
    }

    /** The agent of the first session sees a task in this state. */
    public NodeStory seen(TaskId task, TaskState state) {
        given.when(report(FIRST, saw(task, state)));
        return this;
    }

    public NodeStory disconnected() {
        given.when(new Disconnect(FIRST, "connection reset"));
        return this;
    }

    public NodeStory is(Availability availability) {
        given.when(availability(availability));
        return this;
    }

    /** Time passes, and the node is told. */
    public NodeStory after(Duration time) {
        given.after(time).wakes();
        return this;
    }
}
