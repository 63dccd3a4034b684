package io.berth.chaos.simulator.invariant;

import io.berth.chaos.simulator.world.Names;
import io.berth.chaos.simulator.world.Witness;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.node.Booking;
import io.berth.domain.node.NodeEvent;
import io.berth.domain.node.NodeState;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.service.ServiceState;
import io.berth.domain.service.Task;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.util.HashSet;
import java.util.Set;

/** S7 reports of old sessions change nothing; S8 a task's life is one legal path, and each transition has one owner. */
final class TaskLives implements Witness {
    private final Finding.Book book;
    private final Names names;
    private final Set<TaskId> assigned = new HashSet<>();

    TaskLives(Finding.Book book, Names names) {
        this.book = book;
        this.names = names;
    }

    @Override
    public void recorded(Entry<?, ?> entry) {
        switch (entry.recorded().event()) {
            case ServiceEvent.TasksAssigned(var _, var tasks, var _) ->
                tasks.stream()
                        .filter(task -> !assigned.add(task.task()))
                        .forEach(task -> book.add("S8", "task %s was assigned twice".formatted(names.of(task.task()))));
            case ServiceEvent.TasksObserved(var node, var reports) ->
                reports.forEach(report -> observed((ServiceState) entry.before(), node, report));
            case NodeEvent.TasksReported(var reports) -> {
                NodeState before = (NodeState) entry.before();
                reports.forEach(report -> reported(before, report));
                session(entry, before);
            }
            default -> {}
        }
    }

    private void observed(ServiceState before, NodeId node, TaskReport report) {
        Task task = before.tasks().get(report.task());
        if (task == null) {
            return;
        }
        if (!task.node().equals(node)) {
            book.add("S8", "task %s of %s was moved by %s".formatted(names.of(task.id()), task.node(), node));
        }
        forward(report.task(), task.status(), report.status(), before.id().toString());
    }

    private void reported(NodeState before, TaskReport report) {
        Booking booking = before.bookings().get(report.task());
        if (booking != null) {
            forward(
                    report.task(),
                    booking.status(),
                    report.status(),
                    before.id().value());
        }
    }

    private void forward(TaskId task, TaskStatus from, TaskStatus to, String at) {
        boolean isBack = to.state().compareTo(from.state()) < 0;
        boolean isAfterEnd = from.state().isTerminal() && to.state() != TaskState.REMOVED;
        if (isBack || isAfterEnd) {
            book.add("S8", "task %s went from %s to %s at %s".formatted(names.of(task), from.state(), to.state(), at));
        }
    }

    /** What an agent has said is caused by its session; what the node concludes by itself is not. */
    private void session(Entry<?, ?> entry, NodeState before) {
        String origin = entry.recorded().cause().origin();
        if (entry.recorded().cause().actor().startsWith("agent:") && !origin.equals(before.session())) {
            book.add(
                    "S7",
                    "%s took a report of session %s, but its session is %s"
                            .formatted(before.id(), origin, before.session()));
        }
    }
}
