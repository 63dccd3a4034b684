package io.berth.domain.service;

import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.ReservedTask;
import io.berth.domain.command.TaskGroup;
import io.berth.domain.entity.Instruction;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.rules.Rules;
import io.berth.domain.service.Signs.Mark;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What nodes and claims must be told, given a service's state. */
final class ServiceInstructions {
    private ServiceInstructions() {}

    static List<Instruction> of(ServiceState state) {
        if (!state.exists()) {
            return List.of();
        }
        return Stream.concat(toNodes(state, state.places().untold()), ClaimDecisions.instructions(state).stream())
                .toList();
    }

    /** What is to be said otherwise than before: to nodes of which a task has changed, and to claims. */
    static Rules.Difference difference(ServiceState before, ServiceState now) {
        if (!before.uid().equals(now.uid())) {
            return Rules.Difference.of(of(before), of(now));
        }
        SortedSet<NodeId> nodes = now.places().toldOtherwise(before.places());
        return Rules.Difference.of(part(before, nodes), part(now, nodes));
    }

    private static List<Instruction> part(ServiceState state, Set<NodeId> nodes) {
        return Stream.concat(toNodes(state, state.places().untold(nodes)), ClaimDecisions.instructions(state).stream())
                .toList();
    }

    private static Stream<Instruction> toNodes(ServiceState state, List<Task> tasks) {
        Map<NodeId, List<TaskId>> stop = new TreeMap<>();
        tasks.stream()
                .filter(task -> !task.isWanted())
                .forEach(task -> stop.computeIfAbsent(task.node(), node -> new ArrayList<>())
                        .add(task.id()));
        List<Instruction> instructions = new ArrayList<>(reserves(state, tasks.stream()));
        stop.forEach((node, ids) ->
                instructions.add(new Instruction.Tell(node.ref(), new NodeCommand.Stop(state.id(), ids))));
        return instructions.stream();
    }

    /**
     * Asks after tasks on their way to running. A node passes on once what its agent reports; what is lost
     * in between, the node knows and the service does not. A node that is asked for what is in its books answers with
     * all it knows.
     */
    static List<Instruction> questions(ServiceState state) {
        return reserves(
                state,
                state.places().marked(Mark.UNDER_WAY).stream()
                        .flatMap(place -> place.tasks().stream())
                        .filter(Signs::isUnderWay));
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
