package io.berth.bench;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.ReservedTask;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.Instruction;
import io.berth.domain.entity.Recorded;
import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.FleetView;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.resource.Resources;
import io.berth.domain.rules.Conduct;
import io.berth.domain.rules.Context;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.service.ServiceRules;
import io.berth.domain.service.ServiceState;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.Platform;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.HostPort;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;

/** What the rules of a service cost as it grows, in processor time, without journal and actors. */
public final class RulesCost {
    private static final List<Integer> TASKS = List.of(10, 1_000, 10_000, 100_000);
    private static final int TASKS_PER_NODE = 10;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final ServiceRules rules = new ServiceRules();
    private final ServiceId id = ServiceId.of("web");
    private final Conduct<ServiceState, ServiceCommand, ServiceEvent> conduct = new Conduct<>(id.ref(), rules);
    private final FleetView fleet;
    private ServiceState state = rules.initial(id.ref().id());
    private long sequence;
    private int flip;

    private RulesCost(int nodes) {
        List<NodeView> views = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            views.add(node(i));
        }
        fleet = FleetView.of(views);
    }

    /** Prints a table; sizes of services as arguments. */
    public static void main(String[] arguments) {
        List<Integer> sizes = arguments.length == 0
                ? TASKS
                : List.of(arguments).stream().map(Integer::valueOf).toList();
        deployed(1_000);
        deployed(1_000);
        System.out.println(
                "| tasks | deploy, us per task | one event applied, ns | one report decided, applied and followed,"
                        + " ns |");
        System.out.println("|---:|---:|---:|---:|");
        for (int tasks : sizes) {
            long start = ProcessorTime.now();
            RulesCost service = deployed(tasks);
            double perTask = (ProcessorTime.now() - start) / 1_000.0 / tasks;
            TaskId task = service.state.tasks().keySet().iterator().next();
            double apply = ProcessorTime.perCall(() -> service.apply(service.news(task)));
            double turn = ProcessorTime.perCall(() -> service.report(List.of(service.newsOf(task))));
            System.out.println(
                    String.format(Locale.ROOT, "| %,d | %.1f | %,.0f | %,.0f |", tasks, perTask, apply, turn));
        }
    }

    /** A service of which every task runs, after all that its nodes have said meanwhile, task by task. */
    private static RulesCost deployed(int tasks) {
        RulesCost service = new RulesCost(Math.max(1, tasks / TASKS_PER_NODE));
        ContainerSpec container = ContainerSpec.of("web", "busybox:1", List.of("sleep", "1"));
        Queue<Instruction> said = new ArrayDeque<>(service.turn(
                new ServiceCommand.Put("uid", ServiceSpec.replicated(tasks, container), OptionalLong.empty())));
        while (!said.isEmpty()) {
            if (said.remove() instanceof Instruction.Tell(var node, NodeCommand.Reserve reserve)) {
                said.addAll(service.started(new NodeId(node.id()), reserve));
            }
        }
        if (service.state.tasks().values().stream()
                .anyMatch(task -> task.status().state() != TaskState.RUNNING)) {
            throw new IllegalStateException("not every task runs");
        }
        return service;
    }

    private List<Instruction> started(NodeId node, NodeCommand.Reserve reserve) {
        List<TaskId> tasks = reserve.tasks().stream().map(ReservedTask::task).toList();
        List<Instruction> said = new ArrayList<>(turn(new ServiceCommand.NodeAccepted(node, tasks)));
        for (TaskId task : tasks) {
            for (TaskState next : List.of(TaskState.PREPARING, TaskState.RUNNING)) {
                TaskReport report = new TaskReport(task, TaskStatus.of(next, NOW, next.word()));
                said.addAll(turn(new ServiceCommand.NodeReported(node, List.of(report))));
            }
        }
        return said;
    }

    private List<Instruction> turn(ServiceCommand command) {
        var turn = conduct.decide(state, command, Cause.SYSTEM, new Context(NOW, fleet, 1));
        for (Recorded<ServiceEvent> event : turn.events()) {
            state = rules.apply(state, event);
            sequence++;
        }
        return conduct.follow(state, sequence, turn, NOW).instructions();
    }

    private void apply(Recorded<ServiceEvent> event) {
        state = rules.apply(state, event);
    }

    private Recorded<ServiceEvent> news(TaskId task) {
        TaskReport report = newsOf(task);
        return new Recorded<>(new ServiceEvent.TasksObserved(node(report), List.of(report)), NOW, Cause.SYSTEM);
    }

    private void report(List<TaskReport> reports) {
        turn(new ServiceCommand.NodeReported(node(reports.getFirst()), reports));
    }

    private NodeId node(TaskReport report) {
        return Objects.requireNonNull(state.tasks().get(report.task()), "a task")
                .node();
    }

    /** Another port each time: the same state tells nothing new. */
    private TaskReport newsOf(TaskId task) {
        flip = (flip + 1) % 1_000;
        HostPort port = new HostPort("tcp", 80, 30_000 + flip);
        return new TaskReport(
                task,
                new TaskStatus(TaskState.RUNNING, NOW, "running", "", OptionalInt.empty(), List.of(), List.of(port)));
    }

    private static NodeView node(int number) {
        NodeInfo info = new NodeInfo(
                "host-" + number,
                "10.0.0.1",
                new Platform("linux", "x86_64"),
                Set.of("docker"),
                "29.0.0",
                Map.of(),
                new Resources(64_000_000_000L, 256L << 30),
                false);
        return new NodeView(
                new NodeId("node-" + number),
                info,
                Map.of(),
                Availability.ACTIVE,
                Liveness.READY,
                Resources.NONE,
                Set.of(),
                Map.of(),
                0);
    }
}
