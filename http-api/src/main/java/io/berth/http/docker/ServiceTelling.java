package io.berth.http.docker;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.service.ServiceState;
import io.berth.domain.spec.Mode;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.ContainerStatus;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What happens to services and to the containers of their tasks, as Docker's events tell it. */
final class ServiceTelling {
    private static final String UPDATE = "update";
    private static final String UPDATING = "updating";

    private final Map<EntityRef, ServiceSpec> specs = new HashMap<>();
    private final Map<EntityRef, String> rollouts = new HashMap<>();
    private final Set<String> running = new HashSet<>();
    private final Map<TaskId, Slot> slots = new HashMap<>();

    void knows(EntityRef entity, ServiceState service) {
        specs.put(entity, service.spec());
        service.rollout()
                .ifPresent(rollout -> rollouts.put(entity, rollout.status().word()));
        service.tasks().values().forEach(task -> slots.put(task.id(), task.slot()));
        service.tasks().values().stream()
                .flatMap(task -> task.status().containers().stream())
                .filter(ContainerStatus::running)
                .forEach(container -> running.add(container.runtimeId()));
    }

    List<Happening> tell(EntityRef entity, String id, ServiceEvent event, Instant at) {
        return switch (event) {
            case ServiceEvent.ServiceCreated(var _, String _, var spec) -> {
                specs.put(entity, spec);
                rollouts.remove(entity);
                yield List.of(happening(entity, "create", id, Map.of(), at));
            }
            case ServiceEvent.SpecChanged(long _, var spec, var _) -> {
                Map<String, String> attributes = changes(specs.put(entity, spec), spec);
                yield List.of(happening(entity, UPDATE, id, attributes, at));
            }
            case ServiceEvent.RolloutStarted(long _, var kind, int _, String _) ->
                List.of(rollout(
                        entity,
                        id,
                        switch (kind) {
                            case UPDATE -> UPDATING;
                            case ROLLBACK -> "rollback_started";
                        },
                        at));
            case ServiceEvent.RolloutChanged(var status, String _) -> List.of(rollout(entity, id, status.word(), at));
            case ServiceEvent.RemovalStarted _ -> List.of(happening(entity, "remove", id, Map.of(), at));
            case ServiceEvent.TasksAssigned(long _, var tasks, var _) -> {
                tasks.forEach(task -> slots.put(task.task(), task.slot()));
                yield List.of();
            }
            case ServiceEvent.TasksObserved(var _, var reports) -> containers(entity, id, reports, at);
            default -> List.of();
        };
    }

    private Happening rollout(EntityRef entity, String id, String state, Instant at) {
        Map<String, String> attributes = new TreeMap<>();
        String before = rollouts.put(entity, state);
        // A new rollout begins without the end of the one before it.
        EventTeller.change(attributes, "updatestate", before == null || state.equals(UPDATING) ? "" : before, state);
        return happening(entity, UPDATE, id, attributes, at);
    }

    private static Map<String, String> changes(
            @org.jspecify.annotations.Nullable ServiceSpec before, ServiceSpec after) {
        Map<String, String> attributes = new TreeMap<>();
        if (before != null) {
            EventTeller.change(attributes, "image", image(before), image(after));
            EventTeller.change(attributes, "replicas", replicas(before), replicas(after));
        }
        return attributes;
    }

    private static String image(ServiceSpec spec) {
        return spec.template().containers().getFirst().image();
    }

    private static String replicas(ServiceSpec spec) {
        return spec.mode() instanceof Mode.Replicated(int replicas) ? Integer.toString(replicas) : "";
    }

    private static Happening happening(
            EntityRef entity, String action, String id, Map<String, String> attributes, Instant at) {
        Map<String, String> all = new TreeMap<>(attributes);
        all.put("name", name(entity));
        return Happening.inSwarm("service", action, id, all, at);
    }

    private static String name(EntityRef entity) {
        return entity.id().substring(entity.id().lastIndexOf('/') + 1);
    }

    private List<Happening> containers(EntityRef entity, String id, List<TaskReport> reports, Instant at) {
        List<Happening> told = new ArrayList<>();
        for (TaskReport report : reports) {
            for (ContainerStatus container : report.status().containers()) {
                boolean begins = container.running() && running.add(container.runtimeId());
                boolean ends = !container.running() && running.remove(container.runtimeId());
                if (begins || ends) {
                    told.add(container(entity, id, report, container, at));
                }
            }
        }
        return told;
    }

    private Happening container(EntityRef entity, String id, TaskReport report, ContainerStatus container, Instant at) {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("com.docker.swarm.service.id", id);
        attributes.put("com.docker.swarm.service.name", name(entity));
        attributes.put("com.docker.swarm.task.id", report.task().value());
        Slot slot = slots.get(report.task());
        attributes.put("name", slot == null ? report.task().value() : name(entity) + "." + slot + "." + report.task());
        ServiceSpec spec = specs.get(entity);
        if (spec != null) {
            attributes.put("image", image(spec));
        }
        if (!container.running()) {
            attributes.put("exitCode", Integer.toString(container.exitCode().orElse(0)));
        }
        return new Happening(
                "container", container.running() ? "start" : "die", container.runtimeId(), attributes, "local", at);
    }
}
