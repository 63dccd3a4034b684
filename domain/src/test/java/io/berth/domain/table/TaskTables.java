package io.berth.domain.table;

import static io.berth.domain.service.ServiceStory.web;
import static io.berth.domain.service.ServiceStory.with;

import io.berth.domain.command.ServiceCommand;
import io.berth.domain.command.ServiceCommand.NodeAccepted;
import io.berth.domain.command.ServiceCommand.NodeEvicts;
import io.berth.domain.command.ServiceCommand.NodeRefused;
import io.berth.domain.command.ServiceCommand.Put;
import io.berth.domain.command.ServiceCommand.Remove;
import io.berth.domain.command.ServiceCommand.Restart;
import io.berth.domain.command.ServiceCommand.Scale;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.rules.Given;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.service.ServiceState;
import io.berth.domain.service.ServiceStory;
import io.berth.domain.service.Task;
import io.berth.domain.spec.Mode;
import io.berth.domain.spec.RestartPolicy;
import io.berth.domain.spec.RestartPolicy.Condition;
import io.berth.domain.spec.RestartPolicy.Place;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskIds;
import io.berth.domain.task.TaskState;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** One task in every state of its life. */
final class TaskTables {
    /** The first task of a service. */
    private static final TaskId TASK = TaskIds.of(ServiceStory.UID, 1);

    private TaskTables() {}

    /** Reports of every state about a task in every state: the task only moves forward. */
    static StateTable<ServiceState, ServiceCommand, ServiceEvent> reports() {
        StateTable<ServiceState, ServiceCommand, ServiceEvent> table = new StateTable<>("reported");
        for (TaskState known : TaskState.values()) {
            // A task is made together with its assignment: no task is ever seen as new.
            if (known != TaskState.NEW) {
                table.in(known.word(), () -> in(known, RestartPolicy.DEFAULT).given);
            }
        }
        table.in("not known", () -> new ServiceStory().put(web(0, "web:1")).given);
        for (TaskState reported : TaskState.values()) {
            table.when(reported.word(), given -> ServiceTables.reported(node(given), TASK, reported));
        }
        return table;
    }

    /** What users and nodes ask of the service of a task in every state. */
    static StateTable<ServiceState, ServiceCommand, ServiceEvent> commands() {
        StateTable<ServiceState, ServiceCommand, ServiceEvent> table = new StateTable<>("command");
        for (TaskState known :
                List.of(TaskState.ASSIGNED, TaskState.ACCEPTED, TaskState.PREPARING, TaskState.RUNNING)) {
            table.in(known.word(), () -> in(known, RestartPolicy.DEFAULT).given);
        }
        return table.in(
                        "running, told to stop",
                        () -> in(TaskState.RUNNING, RestartPolicy.DEFAULT).given.when(new Scale(0)))
                .in("failed, restart due later", () -> in(TaskState.FAILED, RestartPolicy.DEFAULT).given)
                .in("complete, no restart", () -> in(TaskState.COMPLETE, policy(Condition.NONE)).given)
                .when("node-accepted", given -> new NodeAccepted(node(given), List.of(TASK)))
                .when("node-refused", given -> new NodeRefused(node(given), List.of(TASK), "memory"))
                .when("node-evicts", given -> new NodeEvicts(node(given), List.of(TASK), "shrunk", false))
                .when("node-drains", given -> new NodeEvicts(node(given), List.of(TASK), "drained", true))
                .when("scale: to 0", new Scale(0))
                .when("put: another image", new Put("", web(1, "web:2"), OptionalLong.empty()))
                .when("restart", new Restart())
                .when("remove", new Remove())
                .when(
                        "wake: 5 s later",
                        given -> given.after(Duration.ofSeconds(5)).rules().wake(false));
    }

    /** What follows when a running task ends, by restart policy. */
    static StateTable<ServiceState, ServiceCommand, ServiceEvent> ends() {
        StateTable<ServiceState, ServiceCommand, ServiceEvent> table = new StateTable<
                        ServiceState, ServiceCommand, ServiceEvent>("end")
                .in("none", () -> in(TaskState.RUNNING, policy(Condition.NONE)).given)
                .in("on-failure", () -> in(TaskState.RUNNING, policy(Condition.ON_FAILURE)).given)
                .in("any", () -> in(TaskState.RUNNING, policy(Condition.ANY)).given)
                .in("any, the last attempt used up", () -> atLastAttempt().given)
                .in(
                        "of a job: any",
                        () -> new ServiceStory()
                                .put(job())
                                .report(first(new ServiceStory().put(job())), TaskState.RUNNING)
                                .given)
                .in(
                        "told to stop",
                        () -> in(TaskState.RUNNING, policy(Condition.ANY)).given.when(new Scale(0)));
        Arrays.stream(TaskState.values())
                .filter(TaskState::isTerminal)
                .forEach(end -> table.when(
                        end.word(),
                        given -> ServiceTables.reported(
                                node(given), youngest(given).id(), end)));
        return table;
    }

    private static ServiceStory in(TaskState state, RestartPolicy policy) {
        ServiceStory story = new ServiceStory().put(with(web(1, "web:1"), policy));
        return state == TaskState.ASSIGNED ? story : story.report(first(story), state);
    }

    private static ServiceStory atLastAttempt() {
        RestartPolicy once = new RestartPolicy(Condition.ANY, Duration.ZERO, 1, Duration.ZERO, Place.NEW_TASK);
        ServiceStory story = in(TaskState.RUNNING, once);
        story.report(first(story), TaskState.FAILED);
        return story.report(story.wanted().getFirst(), TaskState.RUNNING);
    }

    private static ServiceSpec job() {
        return with(web(1, "web:1"), policy(Condition.ANY)).withMode(new Mode.ReplicatedJob(1, 1));
    }

    private static RestartPolicy policy(Condition condition) {
        return new RestartPolicy(condition, Duration.ofSeconds(5), 0, Duration.ZERO, Place.NEW_TASK);
    }

    private static Task first(ServiceStory story) {
        return story.wanted().getFirst();
    }

    private static Task youngest(Given<ServiceState, ServiceCommand, ServiceEvent> given) {
        return given.state().tasks().values().stream()
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static NodeId node(Given<ServiceState, ServiceCommand, ServiceEvent> given) {
        Task task = given.state().tasks().get(TASK);
        return task == null ? new NodeId("a") : task.node();
    }
}
