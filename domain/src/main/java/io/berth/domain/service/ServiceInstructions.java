package io.berth.domain.service;

import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.ReservedTask;
import io.berth.domain.command.TaskGroup;
import io.berth.domain.entity.Instruction;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What nodes and claims must be told, given a service's state. */
final class ServiceInstructions {
    private ServiceInstructions() {}

    static List<Instruction> of(ServiceState state) {
        if (!state.exists()) {
            return List.of();
        }
        Map<NodeId, Map<Long, List<ReservedTask>>> reserve = new TreeMap<>();
        Map<NodeId, List<TaskId>> stop = new TreeMap<>();
        for (Task task : state.tasks().values()) {
            if (task.isLive() && !task.isWanted()) {
                stop.computeIfAbsent(task.node(), node -> new ArrayList<>()).add(task.id());
            } else if (task.isWanted() && task.status().state() == TaskState.ASSIGNED) {
                reserve.computeIfAbsent(task.node(), node -> new TreeMap<>())
                        .computeIfAbsent(task.revision(), revision -> new ArrayList<>())
                        .add(new ReservedTask(task.id(), task.slot()));
            }
        }
        List<Instruction> instructions = new ArrayList<>();
        reserve.forEach((node, groups) -> groups.forEach((revision, tasks) -> instructions.add(
                new Instruction.Tell(node.ref(), new NodeCommand.Reserve(group(state, revision), tasks)))));
        stop.forEach((node, tasks) ->
                instructions.add(new Instruction.Tell(node.ref(), new NodeCommand.Stop(state.id(), tasks))));
        instructions.addAll(ClaimDecisions.instructions(state));
        return instructions;
    }

    private static TaskGroup group(ServiceState state, long revision) {
        ServiceSpec spec = Objects.requireNonNull(state.specs().get(revision), "spec of a live task");
        return new TaskGroup(state.id(), state.uid(), revision, spec.template(), spec.ports(), spec.labels());
    }
}
