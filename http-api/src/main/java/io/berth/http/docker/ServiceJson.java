package io.berth.http.docker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.berth.domain.service.Rollout;
import io.berth.domain.service.ServiceState;
import io.berth.domain.service.Task;
import io.berth.domain.spec.Mode;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.TaskState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A service as Swarm's clients read it. */
final class ServiceJson {
    private ServiceJson() {}

    /**
     * @param isFilledIn whether what Swarm assumes stands in the spec too
     * @param hasCounts whether the counts of tasks are wanted
     */
    static ObjectNode of(ServiceState service, References references, boolean isFilledIn, boolean hasCounts) {
        GoObject json = GoObject.of("ID", Swarm.id(service))
                .put("Version", GoObject.of("Index", service.revision()))
                .put("CreatedAt", service.createdAt())
                .put("UpdatedAt", service.updatedAt())
                .put("Spec", spec(service, service.spec(), references, isFilledIn));
        Optional.ofNullable(service.specs().get(service.previous()))
                .ifPresent(previous -> json.put("PreviousSpec", spec(service, previous, references, isFilledIn)));
        json.put("Endpoint", endpoint(service));
        rollout(service).ifPresent(rollout -> json.put("UpdateStatus", updateStatus(rollout)));
        if (hasCounts) {
            json.put("ServiceStatus", counts(service));
        }
        if (service.spec().mode().isJob()) {
            json.put(
                    "JobStatus",
                    GoObject.of("JobIteration", iteration(service.revision()))
                            .put("LastExecution", service.updatedAt()));
        }
        return json.node();
    }

    private static ObjectNode spec(ServiceState service, ServiceSpec spec, References references, boolean isFilledIn) {
        ObjectNode form = SpecForm.of(service, spec, references);
        return isFilledIn ? SpecForm.withDefaults(form) : form;
    }

    /** Every change of a job's spec is another run of it; Swarm counts them from 0 and does not write the 0. */
    static GoObject iteration(long revision) {
        return GoObject.of().putIfAny("Index", revision - 1);
    }

    private static GoObject endpoint(ServiceState service) {
        ServiceSpec spec = service.spec();
        if (spec.ports().isEmpty()) {
            return GoObject.of("Spec", Map.of());
        }
        Object ports = SpecWriter.ports(spec.ports());
        String mode = spec.endpoint().name().toLowerCase(java.util.Locale.ROOT);
        return GoObject.of("Spec", GoObject.of("Mode", mode).put("Ports", ports))
                .put("Ports", ports);
    }

    /** An ended rollout of an older spec says nothing of the present one: a client would take that for its own. */
    private static Optional<Rollout> rollout(ServiceState service) {
        return service.rollout()
                .filter(rollout -> rollout.revision() == service.revision()
                        || rollout.status() == Rollout.Status.UPDATING
                        || rollout.status() == Rollout.Status.ROLLBACK_STARTED);
    }

    private static GoObject updateStatus(Rollout rollout) {
        GoObject status = GoObject.of("State", rollout.status().word()).put("StartedAt", rollout.startedAt());
        boolean isCompleted =
                rollout.status() == Rollout.Status.COMPLETED || rollout.status() == Rollout.Status.ROLLBACK_COMPLETED;
        if (isCompleted && !rollout.endedAt().equals(Instant.MAX)) {
            status.put("CompletedAt", rollout.endedAt());
        }
        return status.put("Message", rollout.message());
    }

    private static GoObject counts(ServiceState service) {
        long running = service.tasks().values().stream()
                .filter(task -> task.isWanted() && task.status().state() == TaskState.RUNNING)
                .count();
        long completed = service.tasks().values().stream()
                .filter(task -> isOfThisRun(service, task) && task.status().state() == TaskState.COMPLETE)
                .count();
        long desired = switch (service.spec().mode()) {
            case Mode.Replicated(int replicas) -> replicas;
            case Mode.Global _ -> service.slots().size();
            case Mode.ReplicatedJob(int concurrent, int _) -> concurrent;
            case Mode.GlobalJob _ -> service.slots().size() - completed;
        };
        return GoObject.of("RunningTasks", running)
                .put("DesiredTasks", desired)
                .put("CompletedTasks", service.spec().mode().isJob() ? completed : 0);
    }

    private static boolean isOfThisRun(ServiceState service, Task task) {
        return !service.spec().mode().isJob() || task.revision() == service.revision();
    }
}
