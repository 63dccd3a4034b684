package io.berth.domain.service;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.command.ServiceCommand.ClaimAsks;
import io.berth.domain.command.ServiceCommand.ClaimConfirmed;
import io.berth.domain.command.ServiceCommand.ClaimReleased;
import io.berth.domain.command.ServiceCommand.NodeAccepted;
import io.berth.domain.command.ServiceCommand.NodeEvicts;
import io.berth.domain.command.ServiceCommand.NodeRefused;
import io.berth.domain.command.ServiceCommand.NodeReported;
import io.berth.domain.command.ServiceCommand.PauseRollout;
import io.berth.domain.command.ServiceCommand.Put;
import io.berth.domain.command.ServiceCommand.Remove;
import io.berth.domain.command.ServiceCommand.Restart;
import io.berth.domain.command.ServiceCommand.ResumeRollout;
import io.berth.domain.command.ServiceCommand.Rollback;
import io.berth.domain.command.ServiceCommand.Scale;
import io.berth.domain.command.ServiceCommand.Wake;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.rules.Given;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.spec.RestartPolicy;
import io.berth.domain.spec.RestartPolicy.Condition;
import io.berth.domain.spec.RestartPolicy.Place;
import io.berth.domain.spec.RolloutPolicy;
import io.berth.domain.spec.RolloutPolicy.FailureAction;
import io.berth.domain.spec.RolloutPolicy.Order;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskIds;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Lives of a service that nobody would think of. */
final class ServiceLife {
    private static final String CLAIM = "port/tcp/8080";
    private static final PortSpec HTTP = new PortSpec("", "tcp", 80, 8080, PublishMode.INGRESS);

    private ServiceLife() {}

    /** What is said of a task that only the life so far knows. */
    enum Word {
        ACCEPTED,
        REFUSED,
        EVICTED,
        RUNNING,
        COMPLETE,
        FAILED,
        SHUTDOWN,
        LOST
    }

    /** One step: time passes, then somebody says something. */
    sealed interface Step {
        Duration pause();

        ServiceCommand command(ServiceState state);
    }

    record Said(Duration pause, ServiceCommand command) implements Step {
        @Override
        public ServiceCommand command(ServiceState state) {
            return command;
        }
    }

    /** @param back which task, counted from the youngest one */
    record OfTask(Duration pause, Word word, int back) implements Step {
        @Override
        public ServiceCommand command(ServiceState state) {
            TaskId id = TaskIds.of(state.uid(), Math.max(1, state.taskCount() - back));
            Task task = state.tasks().get(id);
            NodeId node = task == null ? new NodeId("a") : task.node();
            return switch (word) {
                case ACCEPTED -> new NodeAccepted(node, List.of(id));
                case REFUSED -> new NodeRefused(node, List.of(id), "memory");
                case EVICTED -> new NodeEvicts(node, List.of(id), "node is drained", back % 3 > 0);
                case RUNNING -> report(node, id, TaskState.RUNNING);
                case COMPLETE -> report(node, id, TaskState.COMPLETE);
                case FAILED -> report(node, id, TaskState.FAILED);
                case SHUTDOWN -> report(node, id, TaskState.SHUTDOWN);
                case LOST -> report(node, id, TaskState.LOST);
            };
        }
    }

    private static NodeReported report(NodeId node, TaskId task, TaskState state) {
        return new NodeReported(node, List.of(new TaskReport(task, TaskStatus.of(state, Given.START, state.word()))));
    }

    /** Steps that begin with the creation of the service. */
    static Arbitrary<List<Step>> lives() {
        Arbitrary<Duration> pauses =
                Arbitraries.of(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(6));
        Arbitrary<Step> said = Combinators.combine(pauses, users()).as(Said::new);
        Arbitrary<Step> ofTasks = Combinators.combine(
                        pauses,
                        Arbitraries.of(Word.class),
                        Arbitraries.integers().between(0, 5))
                .as(OfTask::new);
        Arbitrary<Step> obeyed = Combinators.combine(
                        pauses,
                        Arbitraries.of(Word.ACCEPTED, Word.RUNNING, Word.RUNNING, Word.SHUTDOWN),
                        Arbitraries.integers().between(0, 5))
                .as(OfTask::new);
        Arbitrary<List<Step>> rest = Arbitraries.frequencyOf(
                        Tuple.of(2, said), Tuple.of(2, ofTasks), Tuple.of(3, obeyed))
                .list()
                .ofMaxSize(40);
        return Combinators.combine(specs(), rest).as((spec, steps) -> {
            List<Step> life = new ArrayList<>(List.of(new Said(Duration.ZERO, put(spec))));
            life.addAll(steps);
            life.replaceAll(step -> withOwnUid(step, life.indexOf(step)));
            return life;
        });
    }

    /** Every creation of a service has a uid of its own. */
    private static Step withOwnUid(Step step, int number) {
        return step instanceof Said(var pause, Put(var _, var spec, var ifRevision))
                ? new Said(pause, new Put("u" + number, spec, ifRevision))
                : step;
    }

    private static Put put(ServiceSpec spec) {
        return new Put("", spec, OptionalLong.empty());
    }

    private static Arbitrary<ServiceCommand> users() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, specs().map(ServiceLife::put)),
                Tuple.of(2, Arbitraries.integers().between(0, 3).map(Scale::new)),
                Tuple.of(3, Arbitraries.of(new Wake(false), new Wake(true))),
                Tuple.of(
                        3,
                        Arbitraries.of(
                                new Rollback(),
                                new Restart(),
                                new PauseRollout(),
                                new ResumeRollout(),
                                new ClaimAsks(CLAIM, "u0", 1),
                                new ClaimConfirmed(CLAIM, 1),
                                new ClaimReleased(CLAIM, 1))),
                Tuple.of(1, Arbitraries.of(new Remove())));
    }

    private static Arbitrary<ServiceSpec> specs() {
        Arbitrary<RolloutPolicy> rollouts = Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(FailureAction.class),
                        Arbitraries.of(Order.class),
                        Arbitraries.of(0.0, 0.6))
                .as((parallelism, action, order, ratio) -> new RolloutPolicy(
                        parallelism, Duration.ofSeconds(1), action, Duration.ofSeconds(5), ratio, order));
        Arbitrary<RestartPolicy> restarts = Combinators.combine(
                        Arbitraries.of(Condition.class),
                        Arbitraries.of(Duration.ZERO, Duration.ofSeconds(5)),
                        Arbitraries.of(0, 0, 2))
                .as((condition, delay, attempts) ->
                        new RestartPolicy(condition, delay, attempts, Duration.ZERO, Place.NEW_TASK));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of("web:1", "web:2", "web:3"),
                        rollouts,
                        restarts,
                        Arbitraries.of(List.<PortSpec>of(), List.of(HTTP)),
                        Arbitraries.of(Map.<String, String>of(), Map.of("team", "shop")))
                .as((replicas, image, rollout, restart, ports, labels) -> {
                    ServiceSpec spec = ServiceStory.with(ServiceStory.web(replicas, image), restart);
                    return new ServiceSpec(labels, spec.mode(), spec.template(), rollout, rollout, ports);
                });
    }
}
