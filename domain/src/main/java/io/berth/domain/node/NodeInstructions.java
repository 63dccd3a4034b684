package io.berth.domain.node;

import io.berth.domain.agent.AgentInstruction.StartTask;
import io.berth.domain.agent.AgentInstruction.StopTask;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.ServiceCommand.NodeEvicts;
import io.berth.domain.command.ServiceCommand.NodeReported;
import io.berth.domain.command.TaskGroup;
import io.berth.domain.entity.Instruction;
import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What a node's agent and the owners of its tasks must be told, given the books. */
final class NodeInstructions {
    private NodeInstructions() {}

    static List<Instruction> of(NodeState state) {
        if (!state.exists()) {
            return List.of();
        }
        List<Evictions.Eviction> leaving = Evictions.of(state);
        List<Instruction> instructions = new ArrayList<>(toAgent(state, leaving));
        Map<ServiceId, Map<String, List<TaskId>>> evictions = new LinkedHashMap<>();
        for (Evictions.Eviction eviction : leaving) {
            evictions
                    .computeIfAbsent(group(state, eviction.booking()).service(), service -> new LinkedHashMap<>())
                    .computeIfAbsent(eviction.reason(), reason -> new ArrayList<>())
                    .add(eviction.booking().task());
        }
        boolean canWait = state.availability() == Availability.DRAIN;
        evictions.forEach((service, byReason) -> byReason.forEach((reason, tasks) -> instructions.add(
                new Instruction.Tell(service.ref(), new NodeEvicts(state.id(), tasks, reason, canWait)))));
        List<TaskReport> ended = state.bookings().values().stream()
                .filter(booking -> !booking.isLive())
                .map(booking -> new TaskReport(booking.task(), booking.status()))
                .toList();
        instructions.addAll(toServices(state, ended));
        return instructions;
    }

    /** Nothing is started that must leave at once. */
    private static List<Instruction> toAgent(NodeState state, List<Evictions.Eviction> leaving) {
        if (state.liveness() != Liveness.READY) {
            return List.of();
        }
        Set<TaskId> unstarted = new HashSet<>();
        leaving.forEach(eviction -> unstarted.add(eviction.booking().task()));
        List<Instruction> instructions = new ArrayList<>();
        for (Booking booking : state.bookings().values()) {
            if (booking.isLive() && !unstarted.contains(booking.task())) {
                toAgent(state, booking).ifPresent(instructions::add);
            }
        }
        state.lost().keySet().forEach(task -> instructions.add(new Instruction.ToAgent(new StopTask(task))));
        return instructions;
    }

    private static TaskGroup group(NodeState state, Booking booking) {
        return Objects.requireNonNull(state.groups().get(booking.group()), "group of a booked task");
    }

    /** From {@code preparing} on the agent is known to have the task. */
    private static Optional<Instruction> toAgent(NodeState state, Booking booking) {
        if (booking.isStopping()) {
            return Optional.of(new Instruction.ToAgent(new StopTask(booking.task())));
        }
        return booking.status().state().compareTo(TaskState.PREPARING) < 0
                ? Optional.of(new Instruction.ToAgent(new StartTask(assignment(group(state, booking), booking))))
                : Optional.empty();
    }

    private static TaskAssignment assignment(TaskGroup group, Booking booking) {
        return new TaskAssignment(
                booking.task(),
                group.service(),
                group.serviceUid(),
                booking.slot(),
                group.revision(),
                group.template(),
                group.ports(),
                group.serviceLabels());
    }

    /** One message for each service whose tasks are reported. */
    static List<Instruction> toServices(NodeState state, List<TaskReport> reports) {
        Map<ServiceId, List<TaskReport>> byService = new LinkedHashMap<>();
        for (TaskReport report : reports) {
            Booking booking = Objects.requireNonNull(state.bookings().get(report.task()), "a booked task");
            byService
                    .computeIfAbsent(group(state, booking).service(), service -> new ArrayList<>())
                    .add(report);
        }
        return byService.entrySet().stream()
                .<Instruction>map(entry ->
                        new Instruction.Tell(entry.getKey().ref(), new NodeReported(state.id(), entry.getValue())))
                .toList();
    }
}
