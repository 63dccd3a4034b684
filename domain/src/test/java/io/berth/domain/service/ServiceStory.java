package io.berth.domain.service;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.command.ServiceCommand.NodeReported;
import io.berth.domain.fleet.NodeFixture;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.rules.Given;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.PlacementSpec;
import io.berth.domain.spec.RestartPolicy;
import io.berth.domain.spec.RolloutPolicy;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** A service's life told step by step, with agents that do what they are told when the story says so. */
public final class ServiceStory {
    public static final NodeView NODE_A = NodeFixture.NODE_A;
    public static final NodeView NODE_B = NodeFixture.NODE_B;
    public static final String UID = "u000000000000000000000001";

    public final Given<ServiceState, ServiceCommand, ServiceEvent> given =
            new Given<>(new ServiceRules(), "service/default/web").nodes(NODE_A, NODE_B);

    public static ServiceSpec web(int replicas, String image) {
        return ServiceSpec.replicated(replicas, ContainerSpec.of("web", image, List.of()));
    }

    public static ServiceSpec with(ServiceSpec spec, RolloutPolicy update) {
        return new ServiceSpec(spec.labels(), spec.mode(), spec.template(), update, update, spec.ports());
    }

    public static ServiceSpec with(ServiceSpec spec, RestartPolicy restart) {
        return with(spec, restart, spec.template().placement());
    }

    public static ServiceSpec with(ServiceSpec spec, PlacementSpec placement) {
        return with(spec, spec.template().restart(), placement);
    }

    private static ServiceSpec with(ServiceSpec spec, RestartPolicy restart, PlacementSpec placement) {
        TaskTemplate t = spec.template();
        return spec.withTemplate(new TaskTemplate(
                t.initContainers(), t.containers(), restart, placement, t.networks(), t.runtime(), t.forceUpdate()));
    }

    public ServiceStory put(ServiceSpec spec) {
        given.when(new ServiceCommand.Put(UID, spec, OptionalLong.empty()));
        return this;
    }

    public ServiceStory after(Duration time) {
        given.after(time).wakes();
        return this;
    }

    /** Every wanted task that is not there yet comes to run; every unwanted one stops. */
    public ServiceStory agentsObey() {
        for (Task task : List.copyOf(given.state().tasks().values())) {
            if (task.isLive() && !task.isWanted()) {
                report(task, TaskState.SHUTDOWN);
            }
        }
        for (Task task : List.copyOf(given.state().tasks().values())) {
            if (task.isLive() && task.isWanted() && task.status().state() != TaskState.RUNNING) {
                report(task, TaskState.RUNNING);
            }
        }
        return this;
    }

    public ServiceStory report(Task task, TaskState state) {
        TaskStatus status = state.isTerminal()
                ? TaskStatus.ended(state, given.now(), "")
                : TaskStatus.of(state, given.now(), state.word());
        given.when(new NodeReported(task.node(), List.of(new TaskReport(task.id(), status))));
        return this;
    }

    public List<Task> live() {
        return given.state().tasks().values().stream().filter(Task::isLive).toList();
    }

    public List<Task> wanted() {
        return live().stream().filter(Task::isWanted).toList();
    }

    public List<Task> running() {
        return wanted().stream()
                .filter(task -> task.status().state() == TaskState.RUNNING)
                .toList();
    }

    public List<String> runningImages() {
        return running().stream()
                .map(task -> given.state().specs().get(task.revision()))
                .map(spec -> spec.template().containers().getFirst().image())
                .toList();
    }

    public Rollout.Status rollout() {
        return given.state().rollout().orElseThrow().status();
    }
}
