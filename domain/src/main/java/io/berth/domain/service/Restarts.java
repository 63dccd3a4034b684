package io.berth.domain.service;

import io.berth.domain.service.ServiceEvent.RestartPlanned;
import io.berth.domain.service.ServiceEvent.RestartsEnded;
import io.berth.domain.service.ServiceEvent.TasksStopped;
import io.berth.domain.spec.RestartPolicy;
import io.berth.domain.spec.RestartPolicy.Condition;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What follows when a task ends by itself: the restart policy, counted for each slot as in Swarm. */
final class Restarts {
    private Restarts() {}

    static List<ServiceEvent> next(ServiceState state, SlotTasks tasks, Instant now) {
        List<ServiceEvent> events = new ArrayList<>();
        List<TaskId> settled = new ArrayList<>();
        for (Map.Entry<Slot, SlotState> entry : state.slots().entrySet()) {
            List<Task> ended = tasks.in(entry.getKey()).stream()
                    .filter(task -> task.isWanted() && !task.isLive())
                    .toList();
            if (ended.isEmpty()) {
                continue;
            }
            Task last = ended.getLast();
            if (isReplacedAtOnce(last.status().state()) || tasks.isFilled(entry.getKey())) {
                ended.forEach(task -> settled.add(task.id()));
            } else {
                events.add(restart(state, entry.getKey(), entry.getValue(), last, now));
            }
        }
        events.addAll(Chunks.of(settled, chunk -> new TasksStopped(chunk, "replaced")));
        return events;
    }

    /** Ends that are not the task's doing do not count against it. */
    private static boolean isReplacedAtOnce(TaskState state) {
        return state == TaskState.LOST || state == TaskState.REMOVED || state == TaskState.SHUTDOWN;
    }

    private static ServiceEvent restart(ServiceState state, Slot slot, SlotState known, Task ended, Instant now) {
        RestartPolicy policy = state.spec().template().restart();
        boolean isComplete = ended.status().state() == TaskState.COMPLETE;
        boolean isJob = state.spec().mode().isJob();
        if (isComplete && (isJob || policy.condition() != Condition.ANY)) {
            return new RestartsEnded(slot, ended.id(), "completed");
        }
        if (policy.condition() == Condition.NONE) {
            return new RestartsEnded(slot, ended.id(), "the restart policy is none");
        }
        int attempts = attempts(policy, known.restarts(), now);
        if (policy.maxAttempts() > 0 && attempts >= policy.maxAttempts()) {
            return new RestartsEnded(
                    slot, ended.id(), "restarted %d times, which is the most allowed".formatted(attempts));
        }
        return new RestartPlanned(slot, ended.id(), now.plus(policy.delay()), attempts + 1);
    }

    private static int attempts(RestartPolicy policy, List<Instant> restarts, Instant now) {
        if (policy.window().isZero()) {
            return restarts.size();
        }
        Instant from = now.minus(policy.window());
        return (int) restarts.stream().filter(at -> at.isAfter(from)).count();
    }

    /** When empty slots may be filled again. Slots that no node can take wait for the fleet, not for a time. */
    static Stream<Instant> dues(ServiceState state, SlotTasks tasks) {
        return state.slots().entrySet().stream()
                .filter(entry -> !entry.getValue().due().equals(Instant.EPOCH)
                        && !entry.getValue().isGivenUp()
                        && entry.getValue().pending().isEmpty()
                        && !tasks.isFilled(entry.getKey()))
                .map(entry -> entry.getValue().due());
    }
}
