package io.berth.agent.node;

import io.berth.domain.agent.AgentInstruction.StartTask;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.HealthCheck;
import io.berth.domain.spec.Mount;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.RestartPolicy;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Assignments as tests need them. */
final class TestTask {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestTask() {}

    static ContainerSpec shell(String line) {
        return ContainerSpec.of("main", "busybox:1", List.of("sh", "-c", line));
    }

    static ContainerSpec named(String name, ContainerSpec spec) {
        return changed(spec, name, spec.mounts(), spec.stopSignal(), spec.stopGrace(), spec.health());
    }

    static ContainerSpec stopping(String signal, Duration grace, ContainerSpec spec) {
        return changed(spec, spec.name(), spec.mounts(), signal, grace, spec.health());
    }

    static ContainerSpec checked(String line, Duration interval, int retries, ContainerSpec spec) {
        HealthCheck check =
                new HealthCheck(List.of("CMD-SHELL", line), interval, Duration.ofSeconds(5), Duration.ZERO, retries);
        return changed(spec, spec.name(), spec.mounts(), spec.stopSignal(), spec.stopGrace(), Optional.of(check));
    }

    static ContainerSpec mounted(Mount mount, ContainerSpec spec) {
        return changed(spec, spec.name(), List.of(mount), spec.stopSignal(), spec.stopGrace(), spec.health());
    }

    private static ContainerSpec changed(
            ContainerSpec spec,
            String name,
            List<Mount> mounts,
            String signal,
            Duration grace,
            Optional<HealthCheck> health) {
        return new ContainerSpec(
                name,
                spec.image(),
                spec.command(),
                spec.args(),
                spec.env(),
                spec.workdir(),
                spec.user(),
                spec.hostname(),
                spec.labels(),
                mounts,
                spec.reserved(),
                spec.limit(),
                signal,
                grace,
                health,
                spec.secrets(),
                spec.configs());
    }

    static TaskTemplate restartedInPlace(int attempts, ContainerSpec container) {
        TaskTemplate plain = TaskTemplate.of(container);
        RestartPolicy policy = new RestartPolicy(
                RestartPolicy.Condition.ON_FAILURE,
                Duration.ofMillis(10),
                attempts,
                Duration.ZERO,
                RestartPolicy.Place.IN_PLACE);
        return new TaskTemplate(
                plain.initContainers(), plain.containers(), policy, plain.placement(), plain.networks(), "", 0);
    }

    static TaskTemplate networked(List<String> networks, TaskTemplate template) {
        return new TaskTemplate(
                template.initContainers(),
                template.containers(),
                template.restart(),
                template.placement(),
                networks,
                template.runtime(),
                template.forceUpdate());
    }

    static TaskAssignment ofService(String name, TaskAssignment task) {
        return new TaskAssignment(
                task.task(),
                ServiceId.of(name),
                "uid-" + name,
                task.slot(),
                task.revision(),
                task.template(),
                task.ports(),
                task.serviceLabels());
    }

    static TaskAssignment task(ContainerSpec container) {
        return task(TaskTemplate.of(container), List.of());
    }

    static TaskAssignment task(TaskTemplate template, List<PortSpec> ports) {
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 20)
                + "%05d".formatted(NUMBER.incrementAndGet());
        return new TaskAssignment(
                new TaskId(id), ServiceId.of("web"), "uid-1", Slot.of(1), 1, template, ports, Map.of("tier", "front"));
    }

    static StartTask start(TaskAssignment assignment) {
        return new StartTask(assignment);
    }
}
