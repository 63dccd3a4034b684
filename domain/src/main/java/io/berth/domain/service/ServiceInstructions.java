package io.berth.domain.service;

import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.ReservedTask;
import io.berth.domain.command.TaskGroup;
import io.berth.domain.entity.Instruction;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.service.Signs.Mark;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What nodes and claims must be told, given a service's state. */
final class ServiceInstructions {
    private ServiceInstructions() {}

    static List<Instruction> of(ServiceState state) {
        if (!state.exists()) {
            return List.of();
        }
        Map<NodeId, List<TaskId>> stop = new TreeMap<>();
        state.places().marked(Mark.STOPPING).stream()
                .flatMap(place -> place.tasks().stream())
                .filter(task -> task.isLive() && !task.isWanted())
                .forEach(task -> stop.computeIfAbsent(task.node(), node -> new ArrayList<>())
                        .add(task.id()));
        List<Instruction> instructions = new ArrayList<>(reserves(
                state,
                state.places().marked(Mark.ASSIGNED).stream()
                        .flatMap(place -> place.tasks().stream())
                        .filter(task -> task.status().state() == TaskState.ASSIGNED)));
        stop.forEach((node, tasks) ->
                instructions.add(new Instruction.Tell(node.ref(), new NodeCommand.Stop(state.id(), tasks))));
        instructions.addAll(ClaimDecisions.instructions(state));
        return instructions;
    }

    /**
     * Asks after tasks on their way to running. A node passes on once what its agent reports; if the member died in
     * between, the node knows of it and the service does not. A node that is asked for what is in its books answers with
     * all it knows.
     */
    static List<Instruction> questions(ServiceState state) {
        return reserves(
                state,
                state.tasks().values().stream()
                        .filter(task -> task.status().state().compareTo(TaskState.ASSIGNED) > 0
                                && task.status().state().compareTo(TaskState.RUNNING) < 0));
    }

    private static List<Instruction> reserves(ServiceState state, Stream<Task> tasks) {
        Map<NodeId, Map<Long, List<ReservedTask>>> reserve = new TreeMap<>();
        tasks.filter(Task::isWanted)
                .forEach(task -> reserve.computeIfAbsent(task.node(), node -> new TreeMap<>())
                        .computeIfAbsent(task.revision(), revision -> new ArrayList<>())
                        .add(new ReservedTask(task.id(), task.slot())));
        List<Instruction> instructions = new ArrayList<>();
        reserve.forEach((node, groups) -> groups.forEach((revision, reserved) -> instructions.add(
                new Instruction.Tell(node.ref(), new NodeCommand.Reserve(group(state, revision), reserved)))));
        return instructions;
    }

    private static TaskGroup group(ServiceState state, long revision) {
        ServiceSpec spec = Objects.requireNonNull(state.specs().get(revision), "spec of a live task");
        return new TaskGroup(state.id(), state.uid(), revision, spec.template(), spec.ports(), spec.labels());
    }
}
