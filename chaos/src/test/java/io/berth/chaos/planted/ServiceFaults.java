package io.berth.chaos.planted;

import io.berth.chaos.simulator.world.Blueprint;
import io.berth.chaos.simulator.world.RuleBook;
import io.berth.domain.command.ClaimCommand;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.command.TaskGroup;
import io.berth.domain.entity.Decision;
import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.Instruction;
import io.berth.domain.placement.Explanation;
import io.berth.domain.rules.Context;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.service.ServiceRules;
import io.berth.domain.service.ServiceState;
import io.berth.domain.service.Task;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.FileRef;
import io.berth.domain.spec.RolloutPolicy;
import io.berth.domain.spec.RolloutPolicy.FailureAction;
import io.berth.domain.spec.RolloutPolicy.Order;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Faults of a service's rules. */
final class ServiceFaults {
    static final PlantedFault STOP_IS_FORGOTTEN = PlantedFault.of(
            "what is not wanted any more is never stopped",
            "L3 L1",
            20,
            of(new Silent(NodeCommand.Stop.class::isInstance)));

    static final List<PlantedFault> ALL = List.of(
            STOP_IS_FORGOTTEN,
            PlantedFault.of(
                    "a claim that is not needed any more is not released",
                    "L3 S11",
                    100,
                    of(new Silent(ClaimCommand.Release.class::isInstance))),
            PlantedFault.of("a recovered service places again what it has placed", "S4 S6", 50, of(new Forgetful())),
            PlantedFault.of("a restart timer is lost", "L1 L3", 30, of(new Timeless())),
            PlantedFault.of("a lost task is not replaced", "L1", 30, of(new Hopeful())),
            PlantedFault.of(
                    "a rollout goes on over failures",
                    "S12",
                    250,
                    of(new Reckless(policy -> Edited.with(policy, "onFailure", FailureAction.CONTINUE)))),
            PlantedFault.of(
                    "a rollout takes all slots at once",
                    "S12",
                    30,
                    of(new Reckless(policy -> Edited.with(policy, "parallelism", 0)))),
            PlantedFault.of(
                    "a rollout stops first though it should start first",
                    "S12",
                    30,
                    of(new Reckless(policy -> Edited.with(policy, "order", Order.STOP_FIRST)))),
            PlantedFault.of("tasks get another version of a secret than their revision", "S13", 60, of(new Mixing())),
            PlantedFault.of("a task is placed on the second best node", "S10", 5, of(new SecondBest())));

    private ServiceFaults() {}

    private static Blueprint of(Deviation<ServiceState, ServiceCommand, ServiceEvent> rules) {
        return new Blueprint(RuleBook.PRODUCTION.withService(rules), Blueprint.PRODUCTION.journal());
    }

    /** Never says some commands. */
    private static final class Silent extends Deviation<ServiceState, ServiceCommand, ServiceEvent> {
        private final Predicate<EntityCommand> unsaid;

        Silent(Predicate<EntityCommand> unsaid) {
            super(new ServiceRules());
            this.unsaid = unsaid;
        }

        @Override
        public List<Instruction> instructions(ServiceState state) {
            return super.instructions(state).stream()
                    .filter(instruction ->
                            !(instruction instanceof Instruction.Tell(var _, var command) && unsaid.test(command)))
                    .toList();
        }
    }

    private static final class Forgetful extends Deviation<ServiceState, ServiceCommand, ServiceEvent> {
        Forgetful() {
            super(new ServiceRules());
        }

        @Override
        public Decision<ServiceEvent> decide(ServiceState state, ServiceCommand command, Context context) {
            if (!(command instanceof ServiceCommand.Wake(boolean recovered) && recovered)) {
                return super.decide(state, command, context);
            }
            Map<TaskId, Task> ended = new LinkedHashMap<>(state.tasks());
            ended.values().removeIf(Task::isLive);
            return super.decide(Edited.with(state, "tasks", ended), command, context);
        }
    }

    private static final class Timeless extends Deviation<ServiceState, ServiceCommand, ServiceEvent> {
        Timeless() {
            super(new ServiceRules());
        }

        @Override
        public Optional<Instant> wakeAt(ServiceState state) {
            return Optional.empty();
        }
    }

    private static final class Hopeful extends Deviation<ServiceState, ServiceCommand, ServiceEvent> {
        Hopeful() {
            super(new ServiceRules());
        }

        @Override
        public Decision<ServiceEvent> decide(ServiceState state, ServiceCommand command, Context context) {
            if (command instanceof ServiceCommand.NodeReported(var node, var reports)) {
                ServiceCommand others = new ServiceCommand.NodeReported(
                        node,
                        reports.stream()
                                .filter(report -> report.status().state() != TaskState.LOST)
                                .toList());
                return super.decide(state, others, context);
            }
            return super.decide(state, command, context);
        }
    }

    /** Has another policy in mind than the spec says, but for what users ask. */
    private static final class Reckless extends Deviation<ServiceState, ServiceCommand, ServiceEvent> {
        private final UnaryOperator<RolloutPolicy> change;

        Reckless(UnaryOperator<RolloutPolicy> change) {
            super(new ServiceRules());
            this.change = change;
        }

        @Override
        public Decision<ServiceEvent> decide(ServiceState state, ServiceCommand command, Context context) {
            boolean isOfItsOwn =
                    command instanceof ServiceCommand.Wake || command instanceof ServiceCommand.NodeReported;
            return super.decide(isOfItsOwn ? changed(state) : state, command, context);
        }

        private ServiceState changed(ServiceState state) {
            SortedMap<Long, ServiceSpec> specs = new TreeMap<>(state.specs());
            specs.replaceAll((revision, spec) -> Edited.with(
                    Edited.with(spec, "update", change.apply(spec.update())),
                    "rollback",
                    change.apply(spec.rollback())));
            return Edited.with(state, "specs", specs);
        }
    }

    private static final class Mixing extends Deviation<ServiceState, ServiceCommand, ServiceEvent> {
        Mixing() {
            super(new ServiceRules());
        }

        @Override
        public List<Instruction> instructions(ServiceState state) {
            return super.instructions(state).stream().map(Mixing::mixed).toList();
        }

        private static Instruction mixed(Instruction instruction) {
            return instruction instanceof Instruction.Tell(var target, NodeCommand.Reserve(TaskGroup group, var tasks))
                    ? new Instruction.Tell(target, new NodeCommand.Reserve(mixed(group), tasks))
                    : instruction;
        }

        private static TaskGroup mixed(TaskGroup group) {
            List<ContainerSpec> containers = new ArrayList<>();
            for (ContainerSpec container : group.template().containers()) {
                List<FileRef> first = container.secrets().stream()
                        .map(secret -> secret.atVersion(1))
                        .toList();
                containers.add(Edited.with(container, "secrets", first));
            }
            return Edited.with(group, "template", Edited.with(group.template(), "containers", containers));
        }
    }

    private static final class SecondBest extends Deviation<ServiceState, ServiceCommand, ServiceEvent> {
        SecondBest() {
            super(new ServiceRules());
        }

        @Override
        public Decision<ServiceEvent> decide(ServiceState state, ServiceCommand command, Context context) {
            return super.decide(state, command, context) instanceof Decision.Accept<ServiceEvent>(var events, var said)
                    ? new Decision.Accept<>(
                            events.stream().map(SecondBest::changed).toList(), said)
                    : super.decide(state, command, context);
        }

        private static ServiceEvent changed(ServiceEvent event) {
            if (!(event instanceof ServiceEvent.TasksAssigned(var revision, var tasks, var why))) {
                return event;
            }
            List<ServiceEvent.AssignedTask> others = new ArrayList<>(tasks);
            ServiceEvent.AssignedTask first = others.getFirst();
            why.candidates().stream()
                    .map(Explanation.Candidate::node)
                    .filter(node -> !node.equals(first.node()))
                    .findFirst()
                    .ifPresent(node -> others.set(0, Edited.with(first, "node", node)));
            return new ServiceEvent.TasksAssigned(revision, others, why);
        }
    }
}
