package io.berth.chaos.simulator.invariant;

import io.berth.chaos.simulator.world.Container;
import io.berth.chaos.simulator.world.Names;
import io.berth.chaos.simulator.world.Witness;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.node.NodeEvent;
import io.berth.domain.resource.Resources;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.service.ServiceState;
import io.berth.domain.service.Task;
import io.berth.domain.spec.RolloutPolicy.Order;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * S4 no slot runs twice, but for lost nodes and start-first rollouts; S6 no node runs more than it has; S9 every
 * container is explained by events that were durable before it started.
 */
final class RunningContainers implements Witness {
    private record Place(String serviceUid, Slot slot) {}

    private final Finding.Book book;
    private final Names names;
    private final Function<NodeId, Resources> capacity;
    private final Map<TaskId, NodeId> assigned = new HashMap<>();
    private final Map<TaskId, NodeId> reserved = new HashMap<>();
    private final Set<TaskId> lost = new HashSet<>();
    private final Set<TaskId> removed = new HashSet<>();
    private final Map<String, ServiceState> services = new HashMap<>();
    private final Map<TaskId, NodeId> running = new LinkedHashMap<>();
    private final Map<Place, Set<TaskId>> byPlace = new HashMap<>();
    private final Map<NodeId, Map<TaskId, Resources>> byNode = new HashMap<>();

    RunningContainers(Finding.Book book, Names names, Function<NodeId, Resources> capacity) {
        this.book = book;
        this.names = names;
        this.capacity = capacity;
    }

    @Override
    public void recorded(Entry<?, ?> entry) {
        if (entry.after() instanceof ServiceState service) {
            ServiceState known = service.exists() ? service : (ServiceState) entry.before();
            services.put(known.uid(), service);
        }
        switch (entry.recorded().event()) {
            case ServiceEvent.TasksAssigned(var _, var tasks, var _) ->
                tasks.forEach(task -> assigned.put(task.task(), task.node()));
            case ServiceEvent.TasksObserved(var _, var reports) -> reports.forEach(this::observed);
            case NodeEvent.TasksReserved(var _, var tasks) ->
                tasks.forEach(task -> reserved.put(
                        task.task(), new NodeId(entry.log().entity().id())));
            default -> {}
        }
    }

    private void observed(TaskReport report) {
        TaskState state = report.status().state();
        if (state == TaskState.LOST) {
            lost.add(report.task());
            return;
        }
        if (state == TaskState.REMOVED) {
            removed.add(report.task());
        }
        if (state.isTerminal() && running.containsKey(report.task())) {
            book.add("S8", "task %s is recorded as %s, but it runs".formatted(names.of(report.task()), state));
        }
    }

    @Override
    public void containerStarted(NodeId node, Container container) {
        TaskAssignment assignment = container.assignment();
        TaskId task = assignment.task();
        if (!node.equals(assigned.get(task)) || !node.equals(reserved.get(task))) {
            book.add(
                    "S9",
                    "container of %s runs on %s, but the task was assigned to %s and booked on %s"
                            .formatted(
                                    names.of(task),
                                    node,
                                    String.valueOf(assigned.get(task)),
                                    String.valueOf(reserved.get(task))));
        }
        if (removed.contains(task)) {
            book.add("S8", "container of %s starts, though the task is recorded as removed".formatted(names.of(task)));
        }
        running.put(task, node);
        Set<TaskId> place =
                byPlace.computeIfAbsent(new Place(assignment.serviceUid(), assignment.slot()), key -> new HashSet<>());
        place.add(task);
        place(assignment, place);
        Map<TaskId, Resources> here = byNode.computeIfAbsent(node, key -> new LinkedHashMap<>());
        here.put(task, assignment.template().reserved());
        Resources sum = here.values().stream().reduce(Resources.NONE, Resources::plus);
        if (!sum.fitsIn(capacity.apply(node))) {
            book.add(
                    "S6",
                    "%s runs containers of %dm, but has %dm: %s"
                            .formatted(
                                    node,
                                    sum.nanoCpus() / 1_000_000,
                                    capacity.apply(node).nanoCpus() / 1_000_000,
                                    here.keySet().stream().map(names::of).toList()));
        }
    }

    @Override
    public void containerEnded(NodeId node, Container container) {
        TaskAssignment assignment = container.assignment();
        running.remove(container.task());
        Optional.ofNullable(byNode.get(node)).ifPresent(here -> here.remove(container.task()));
        Optional.ofNullable(byPlace.get(new Place(assignment.serviceUid(), assignment.slot())))
                .ifPresent(place -> place.remove(container.task()));
    }

    /** Whatever is recorded as lost may still run until its node has answered. */
    private void place(TaskAssignment assignment, Set<TaskId> place) {
        List<TaskId> counted =
                place.stream().filter(task -> !lost.contains(task)).toList();
        ServiceState service = services.get(assignment.serviceUid());
        int most = service != null && service.exists() && mayOverlap(service, counted) ? 2 : 1;
        if (counted.size() > most) {
            book.add(
                    "S4",
                    "slot %s of %s runs %s at once"
                            .formatted(
                                    assignment.slot(),
                                    assignment.service().name(),
                                    counted.stream()
                                            .map(task -> names.of(task) + " on " + running.get(task))
                                            .sorted()
                                            .toList()));
        }
    }

    /**
     * Start-first, of tasks of different revisions or if one has to leave its node; the policy of either of them may have
     * begun it.
     */
    private static boolean mayOverlap(ServiceState service, List<TaskId> counted) {
        List<Task> tasks = counted.stream()
                .map(service.tasks()::get)
                .filter(Objects::nonNull)
                .toList();
        boolean isUpdate = tasks.stream().map(Task::revision).distinct().count() == counted.size();
        return (isUpdate || tasks.stream().anyMatch(Task::isEvicted))
                && service.specs().values().stream().anyMatch(RunningContainers::isStartFirst);
    }

    private static boolean isStartFirst(ServiceSpec spec) {
        return spec.update().order() == Order.START_FIRST || spec.rollback().order() == Order.START_FIRST;
    }
}
