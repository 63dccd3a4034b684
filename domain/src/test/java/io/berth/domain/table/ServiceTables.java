package io.berth.domain.table;

import static io.berth.domain.service.ServiceStory.UID;

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
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.service.ServiceState;
import io.berth.domain.service.ServiceStory;
import io.berth.domain.service.Task;
import io.berth.domain.spec.Mode;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskIds;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** A service of two tasks and one published port, from its creation to its end. */
final class ServiceTables {
    private static final String CLAIM = "port/tcp/8080";
    private static final PortSpec HTTP = new PortSpec("", "tcp", 80, 8080, PublishMode.INGRESS);

    private ServiceTables() {}

    /** What users ask. */
    static StateTable<ServiceState, ServiceCommand, ServiceEvent> users() {
        return situations()
                .when(
                        "put: the spec it has",
                        given -> put(given.state().exists() ? given.state().spec() : web(1)))
                .when("put: another image", given -> put(another(given.state())))
                .when("put: other labels only", given -> put(labelled(given.state())))
                .when("put: expects revision 9", new Put(UID, web(3), OptionalLong.of(9)))
                .when("put: another mode", put(web(1).withMode(new Mode.Global())))
                .when("scale: to 3", new Scale(3))
                .when("scale: to 0", new Scale(0))
                .when("rollback", new Rollback())
                .when("restart", new Restart())
                .when("pause-rollout", new PauseRollout())
                .when("resume-rollout", new ResumeRollout())
                .when("remove", new Remove());
    }

    /** What nodes, claims and the timer say. */
    static StateTable<ServiceState, ServiceCommand, ServiceEvent> others() {
        return situations()
                .when("node-accepted", onTask((node, task) -> new NodeAccepted(node, List.of(task))))
                .when("node-refused", onTask((node, task) -> new NodeRefused(node, List.of(task), "memory")))
                .when("node-reported: running", onTask((node, task) -> reported(node, task, TaskState.RUNNING)))
                .when("node-reported: failed", onTask((node, task) -> reported(node, task, TaskState.FAILED)))
                .when("node-reported: shutdown", onTask((node, task) -> reported(node, task, TaskState.SHUTDOWN)))
                .when("node-reported: lost", onTask((node, task) -> reported(node, task, TaskState.LOST)))
                .when("node-evicts", onTask((node, task) -> new NodeEvicts(node, List.of(task), "shrunk", false)))
                .when("node-drains", onTask((node, task) -> new NodeEvicts(node, List.of(task), "drained", true)))
                .when("claim-asks", new ClaimAsks(CLAIM, UID, 1))
                .when("claim-confirmed", new ClaimConfirmed(CLAIM, 1))
                .when("claim-released", new ClaimReleased(CLAIM, 1))
                .when("wake: nothing has changed", new Wake(false))
                .when("wake: the next step is due", given -> {
                    given.rules()
                            .wakeAt(given.state())
                            .ifPresent(due -> given.after(Duration.between(given.now(), due)));
                    return new Wake(false);
                })
                .when("wake: nodes have come", given -> {
                    given.nodes(ServiceStory.NODE_A, ServiceStory.NODE_B);
                    return new Wake(false);
                });
    }

    private static StateTable<ServiceState, ServiceCommand, ServiceEvent> situations() {
        return new StateTable<ServiceState, ServiceCommand, ServiceEvent>("command")
                .in("absent", () -> new ServiceStory().given)
                .in("starting", () -> created().given)
                .in("no node fits", () -> {
                    ServiceStory story = new ServiceStory();
                    story.given.nodes();
                    return story.put(web(1)).given;
                })
                .in("running", () -> running().given)
                .in("updating", () -> running().put(web(2)).given)
                .in("update paused", () -> running().put(web(2)).given.when(new PauseRollout()))
                .in("update watched", () -> replaced().given)
                .in("rolling back", () -> updated().given.when(new Rollback()))
                .in("job", () -> new ServiceStory().put(job()).agentsObey().given)
                .in("being removed", () -> running().given.when(new Remove()))
                .in("being removed, its tasks gone", () -> {
                    ServiceStory story = running();
                    story.given.when(new Remove());
                    return story.agentsObey().given;
                });
    }

    private static ServiceStory created() {
        return new ServiceStory().put(web(1));
    }

    private static ServiceStory running() {
        ServiceStory story = created().agentsObey();
        story.given.when(new ClaimConfirmed(CLAIM, 1));
        return story;
    }

    /** All tasks are replaced; the monitor time has not passed. */
    private static ServiceStory replaced() {
        return running().put(web(2)).agentsObey().agentsObey().agentsObey();
    }

    private static ServiceStory updated() {
        return replaced().after(Duration.ofSeconds(5));
    }

    private static Put put(ServiceSpec spec) {
        return new Put(UID, spec, OptionalLong.empty());
    }

    private static ServiceSpec web(int version) {
        return published(ServiceStory.web(2, "web:" + version));
    }

    private static ServiceSpec job() {
        return web(1).withMode(new Mode.ReplicatedJob(1, 2));
    }

    private static ServiceSpec published(ServiceSpec spec) {
        return new ServiceSpec(
                spec.labels(), spec.mode(), spec.template(), spec.update(), spec.rollback(), List.of(HTTP));
    }

    private static ServiceSpec another(ServiceState state) {
        return state.exists() ? web(3).withMode(state.spec().mode()) : web(3);
    }

    private static ServiceSpec labelled(ServiceState state) {
        ServiceSpec spec = state.exists() ? state.spec() : web(1);
        return new ServiceSpec(
                Map.of("team", "shop"), spec.mode(), spec.template(), spec.update(), spec.rollback(), spec.ports());
    }

    static NodeReported reported(NodeId node, TaskId task, TaskState state) {
        TaskStatus status = state.isTerminal()
                ? TaskStatus.ended(state, Given.START, "")
                : TaskStatus.of(state, Given.START, state.word());
        return new NodeReported(node, List.of(new TaskReport(task, status)));
    }

    /** What is said of one task. */
    interface OfTask {
        ServiceCommand command(NodeId node, TaskId task);
    }

    /** Speaks of the youngest live task, or of one that the service does not know. */
    private static Function<Given<ServiceState, ServiceCommand, ServiceEvent>, ServiceCommand> onTask(OfTask command) {
        return given -> {
            Optional<Task> youngest =
                    given.state().tasks().values().stream().filter(Task::isLive).reduce((_, later) -> later);
            return command.command(
                    youngest.map(Task::node).orElse(new NodeId("a")),
                    youngest.map(Task::id).orElse(TaskIds.of(UID, 99)));
        };
    }
}
