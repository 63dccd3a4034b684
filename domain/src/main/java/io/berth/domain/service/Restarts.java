package io.berth.domain.service;

import io.berth.domain.service.ServiceEvent.RestartPlanned;
import io.berth.domain.service.ServiceEvent.RestartsEnded;
import io.berth.domain.service.ServiceEvent.TasksStopped;
import io.berth.domain.service.Signs.Mark;
import io.berth.domain.spec.RestartPolicy;
import io.berth.domain.spec.RestartPolicy.Condition;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What follows when a task ends by itself: the restart policy, counted for each slot as in Swarm. */
final class Restarts {
    private Restarts() {}

    static List<ServiceEvent> next(ServiceState state, SlotTasks tasks, Instant now) {
        List<ServiceEvent> events = new ArrayList<>();
        List<TaskId> settled = new ArrayList<>();
        for (Place place : state.places().marked(Mark.ENDED)) {
            List<Task> ended = place.tasks().stream()
                    .filter(task -> task.isWanted() && !task.isLive())
                    .toList();
            Task last = ended.getLast();
            if (isReplacedAtOnce(last.status().state()) || tasks.isFilled(place.slot())) {
                ended.forEach(task -> settled.add(task.id()));
            } else {
                events.add(restart(state, place.slot(), place.state().orElseThrow(), last, now));
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
        return state.places().marked(Mark.WAITING).stream()
                .filter(place -> !tasks.isFilled(place.slot()))
                .flatMap(place -> place.state().stream())
                .map(SlotState::due);
    }
}
