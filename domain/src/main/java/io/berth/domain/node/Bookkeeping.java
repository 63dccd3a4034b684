package io.berth.domain.node;

import io.berth.domain.agent.AgentInstruction.ForgetTask;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.NodeCommand.Release;
import io.berth.domain.command.NodeCommand.Reserve;
import io.berth.domain.command.NodeCommand.Stop;
import io.berth.domain.command.ReservedTask;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.command.ServiceCommand.NodeAccepted;
import io.berth.domain.command.ServiceCommand.NodeRefused;
import io.berth.domain.command.ServiceCommand.NodeReported;
import io.berth.domain.command.TaskGroup;
import io.berth.domain.entity.Decision;
import io.berth.domain.entity.Instruction;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.node.NodeEvent.TasksReleased;
import io.berth.domain.node.NodeEvent.TasksReserved;
import io.berth.domain.node.NodeEvent.TasksStopRequested;
import io.berth.domain.placement.PlacementRequest;
import io.berth.domain.placement.Placer;
import io.berth.domain.placement.Veto;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Entering tasks in a node's books, stopping them and striking them out. */
final class Bookkeeping {
    private Bookkeeping() {}

    /** Takes as many as fit, in the order given. A task that is in the books is accepted again, one that has left is not. */
    static Decision<NodeEvent> reserve(NodeState state, Reserve reserve) {
        List<TaskId> accepted = new ArrayList<>();
        List<TaskId> refused = new ArrayList<>();
        List<ReservedTask> fresh = new ArrayList<>();
        List<TaskReport> known = new ArrayList<>();
        String reason = "";
        Optional<NodeView> books = Optional.of(state).filter(NodeState::exists).map(NodeViews::of);
        TaskGroup group = reserve.group();
        PlacementRequest request =
                PlacementRequest.of(group.serviceUid(), group.template(), group.ports(), Map.of(), Set.of());
        for (ReservedTask task : reserve.tasks()) {
            Booking booking = state.bookings().get(task.task());
            if (booking != null) {
                accepted.add(task.task());
                known.add(new TaskReport(task.task(), booking.status()));
                continue;
            }
            Optional<String> refusal = refusal(state, books, request, task);
            if (refusal.isPresent()) {
                refused.add(task.task());
                reason = refusal.get();
            } else {
                accepted.add(task.task());
                fresh.add(task);
                books = books.map(view -> NodeViews.plus(view, reserve.group()));
            }
        }
        List<NodeEvent> events = new ArrayList<>();
        if (!fresh.isEmpty()) {
            events.add(new TasksReserved(reserve.group(), fresh));
        }
        events.addAll(struckOut(state, refused));
        return new Decision.Accept<>(events, answers(state, reserve, accepted, refused, reason, known));
    }

    private static List<Instruction> answers(
            NodeState state,
            Reserve reserve,
            List<TaskId> accepted,
            List<TaskId> refused,
            String reason,
            List<TaskReport> known) {
        List<Instruction> answers = new ArrayList<>();
        if (!accepted.isEmpty()) {
            answers.add(tell(reserve, new NodeAccepted(state.id(), accepted)));
        }
        if (!refused.isEmpty()) {
            answers.add(tell(reserve, new NodeRefused(state.id(), refused, reason)));
        }
        if (!known.isEmpty()) {
            answers.add(tell(reserve, new NodeReported(state.id(), known)));
        }
        return answers;
    }

    /** The service plans what was refused elsewhere: the same reserve, should it come again, must be refused again. */
    private static List<NodeEvent> struckOut(NodeState state, List<TaskId> refused) {
        List<TaskId> fresh = refused.stream()
                .filter(task -> !state.released().containsKey(task))
                .toList();
        // Who has never been a node has no books, and will not get any for the sake of a mistake.
        return fresh.isEmpty() || state.incarnation() == 0 ? List.of() : List.of(new TasksReleased(fresh));
    }

    private static Optional<String> refusal(
            NodeState state, Optional<NodeView> books, PlacementRequest request, ReservedTask task) {
        if (books.isEmpty()) {
            return Optional.of("node %s is not known".formatted(state.id()));
        }
        return books.flatMap(view -> Placer.check(view, request))
                .map(Veto::text)
                .or(() -> struckOut(state, task));
    }

    private static Optional<String> struckOut(NodeState state, ReservedTask task) {
        return state.released().containsKey(task.task())
                ? Optional.of("task %s has ended or was refused on node %s".formatted(task.task(), state.id()))
                : Optional.empty();
    }

    private static Instruction tell(Reserve reserve, ServiceCommand command) {
        return new Instruction.Tell(reserve.group().service().ref(), command);
    }

    /** An unknown task is struck out before it has come: its reserve is still on the way, and will be refused. */
    static Decision<NodeEvent> stop(NodeState state, Stop stop, Instant now) {
        List<TaskId> stopping = new ArrayList<>();
        List<TaskId> unknown = new ArrayList<>();
        List<TaskReport> gone = new ArrayList<>();
        for (TaskId task : stop.tasks()) {
            Booking booking = state.bookings().get(task);
            if (booking == null) {
                gone.add(new TaskReport(task, TaskStatus.of(TaskState.REMOVED, now, "not on the node")));
                if (!state.released().containsKey(task)) {
                    unknown.add(task);
                }
            } else if (booking.isLive() && !booking.isStopping()) {
                stopping.add(task);
            }
        }
        List<NodeEvent> events = new ArrayList<>();
        if (!stopping.isEmpty()) {
            events.add(new TasksStopRequested(stopping));
        }
        if (!unknown.isEmpty()) {
            events.add(new TasksReleased(unknown));
        }
        List<Instruction> answers = gone.isEmpty()
                ? List.of()
                : List.of(new Instruction.Tell(stop.service().ref(), new NodeReported(state.id(), gone)));
        return new Decision.Accept<>(events, answers);
    }

    static Decision<NodeEvent> release(NodeState state, Release release) {
        List<TaskId> ended = release.tasks().stream()
                .filter(task -> {
                    Booking booking = state.bookings().get(task);
                    return booking != null && !booking.isLive();
                })
                .toList();
        if (ended.isEmpty()) {
            return Decision.noChange();
        }
        List<Instruction> answers = ended.stream()
                .<Instruction>map(task -> new Instruction.ToAgent(new ForgetTask(task)))
                .toList();
        return new Decision.Accept<>(List.of(new TasksReleased(ended)), answers);
    }
}
