package io.berth.chaos.planted;

import io.berth.chaos.simulator.world.Blueprint;
import io.berth.chaos.simulator.world.RuleBook;
import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.entity.Decision;
import io.berth.domain.entity.Instruction;
import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.node.NodeEvent;
import io.berth.domain.node.NodeRules;
import io.berth.domain.node.NodeState;
import io.berth.domain.rules.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Faults of a node's rules. */
final class NodeFaults {
    static final List<PlantedFault> ALL = List.of(
            PlantedFault.of("a node counts its capacity twice", "S6", 20, of(new Doubling())),
            PlantedFault.of(
                    "a stop that overtakes its reservation leaves no tombstone",
                    "S8 S11 S4 S6",
                    500,
                    of(new Graveless())),
            PlantedFault.of("an eviction forgets a task", "L1 L3", 600, of(new HalfEvicting())),
            PlantedFault.of("a lease never ends", "L1", 30, of(new Patient())),
            PlantedFault.of("a report of an old session is believed", "S7", 60, of(new Credulous())),
            PlantedFault.of("old news of a task is believed", "S8", 60, of(new Nostalgic())),
            PlantedFault.of("what has ended is never released", "S11", 20, of(new Hoarding())),
            PlantedFault.of("containers that nothing explains run on", "L1 S6 S4", 200, of(new Tolerant())),
            PlantedFault.of(
                    "the end of a task is not said again",
                    "S11 L1 L3",
                    20,
                    of(new Terse(ServiceCommand.NodeReported.class))));

    private NodeFaults() {}

    private static Blueprint of(Deviation<NodeState, NodeCommand, NodeEvent> rules) {
        return new Blueprint(RuleBook.PRODUCTION.withNode(rules), Blueprint.PRODUCTION.journal());
    }

    private static Decision<NodeEvent> withEvents(Decision<NodeEvent> decision, UnaryOperator<List<NodeEvent>> change) {
        return decision instanceof Decision.Accept<NodeEvent>(var events, var answers)
                ? new Decision.Accept<>(change.apply(events), answers)
                : decision;
    }

    private static final class Doubling extends Deviation<NodeState, NodeCommand, NodeEvent> {
        Doubling() {
            super(new NodeRules());
        }

        @Override
        public Decision<NodeEvent> decide(NodeState state, NodeCommand command, Context context) {
            return super.decide(
                    state,
                    command instanceof NodeCommand.Connect connect
                            ? Edited.with(connect, "info", doubled(connect.info()))
                            : command,
                    context);
        }

        private static NodeInfo doubled(NodeInfo info) {
            return Edited.with(info, "capacity", info.capacity().plus(info.capacity()));
        }
    }

    private static final class Graveless extends Deviation<NodeState, NodeCommand, NodeEvent> {
        Graveless() {
            super(new NodeRules());
        }

        @Override
        public Decision<NodeEvent> decide(NodeState state, NodeCommand command, Context context) {
            Decision<NodeEvent> decision = super.decide(state, command, context);
            return command instanceof NodeCommand.Stop
                    ? withEvents(
                            decision,
                            events -> events.stream()
                                    .filter(event -> !(event instanceof NodeEvent.TasksReleased))
                                    .toList())
                    : decision;
        }
    }

    private static final class HalfEvicting extends Deviation<NodeState, NodeCommand, NodeEvent> {
        HalfEvicting() {
            super(new NodeRules());
        }

        @Override
        public List<Instruction> instructions(NodeState state) {
            return super.instructions(state).stream()
                    .map(HalfEvicting::without)
                    .flatMap(Optional::stream)
                    .toList();
        }

        private static Optional<Instruction> without(Instruction instruction) {
            if (instruction
                    instanceof
                    Instruction.Tell(var to, ServiceCommand.NodeEvicts(var node, var tasks, var why, var canWait))) {
                return tasks.size() == 1
                        ? Optional.empty()
                        : Optional.of(new Instruction.Tell(
                                to, new ServiceCommand.NodeEvicts(node, tasks.subList(1, tasks.size()), why, canWait)));
            }
            return Optional.of(instruction);
        }
    }

    private static final class Patient extends Deviation<NodeState, NodeCommand, NodeEvent> {
        Patient() {
            super(new NodeRules());
        }

        @Override
        public Optional<Instant> wakeAt(NodeState state) {
            return Optional.empty();
        }
    }

    private static final class Credulous extends Deviation<NodeState, NodeCommand, NodeEvent> {
        Credulous() {
            super(new NodeRules());
        }

        @Override
        public Decision<NodeEvent> decide(NodeState state, NodeCommand command, Context context) {
            return super.decide(
                    state,
                    command instanceof NodeCommand.Report(var _, var reports)
                            ? new NodeCommand.Report(state.session(), reports)
                            : command,
                    context);
        }
    }

    private static final class Nostalgic extends Deviation<NodeState, NodeCommand, NodeEvent> {
        Nostalgic() {
            super(new NodeRules());
        }

        @Override
        public Decision<NodeEvent> decide(NodeState state, NodeCommand command, Context context) {
            Decision<NodeEvent> decision = super.decide(state, command, context);
            List<TaskReport> inventory = command instanceof NodeCommand.Connect connect
                    ? connect.inventory()
                    : command instanceof NodeCommand.Report report ? report.reports() : List.of();
            List<TaskReport> known = inventory.stream()
                    .filter(report -> state.bookings().containsKey(report.task()))
                    .toList();
            boolean isSession = command instanceof NodeCommand.Connect
                    || (command instanceof NodeCommand.Report(var session, var _) && session.equals(state.session()));
            return known.isEmpty() || !isSession
                    ? decision
                    : withEvents(
                            decision,
                            events -> Stream.concat(
                                            events.stream()
                                                    .filter(event -> !(event instanceof NodeEvent.TasksReported)),
                                            Stream.of(new NodeEvent.TasksReported(known)))
                                    .toList());
        }
    }

    private static final class Hoarding extends Deviation<NodeState, NodeCommand, NodeEvent> {
        Hoarding() {
            super(new NodeRules());
        }

        @Override
        public Decision<NodeEvent> decide(NodeState state, NodeCommand command, Context context) {
            return command instanceof NodeCommand.Release ? Decision.noChange() : super.decide(state, command, context);
        }
    }

    /** Tells the agent to stop only what is in the books. */
    private static final class Tolerant extends Deviation<NodeState, NodeCommand, NodeEvent> {
        Tolerant() {
            super(new NodeRules());
        }

        @Override
        public Decision<NodeEvent> decide(NodeState state, NodeCommand command, Context context) {
            Decision<NodeEvent> decision = super.decide(state, command, context);
            return decision instanceof Decision.Accept<NodeEvent>(var events, var answers)
                    ? new Decision.Accept<>(events, explained(state, answers))
                    : decision;
        }

        @Override
        public List<Instruction> instructions(NodeState state) {
            return explained(state, super.instructions(state));
        }

        private static List<Instruction> explained(NodeState state, List<Instruction> instructions) {
            return instructions.stream()
                    .filter(instruction ->
                            !(instruction instanceof Instruction.ToAgent(AgentInstruction.StopTask(var task)))
                                    || state.bookings().containsKey(task))
                    .toList();
        }
    }

    /** Leaves a kind of message to services out of what it says again and again. */
    private static final class Terse extends Deviation<NodeState, NodeCommand, NodeEvent> {
        private final Class<? extends ServiceCommand> unsaid;

        Terse(Class<? extends ServiceCommand> unsaid) {
            super(new NodeRules());
            this.unsaid = unsaid;
        }

        @Override
        public List<Instruction> instructions(NodeState state) {
            return super.instructions(state).stream()
                    .filter(instruction -> !(instruction instanceof Instruction.Tell(var _, var command)
                            && unsaid.isInstance(command)))
                    .toList();
        }
    }
}
