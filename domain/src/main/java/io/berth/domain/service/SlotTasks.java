package io.berth.domain.service;

import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.Slot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tasks of a service by slot, and which of them run what the present spec says. */
final class SlotTasks {
    private final Map<Long, Boolean> isCurrent = new HashMap<>();
    private final ServiceState state;

    SlotTasks(ServiceState state) {
        this.state = state;
    }

    /** Tasks of the slot, the oldest first. */
    List<Task> in(Slot slot) {
        return state.places().at(slot).tasks();
    }

    /** Places with a live task that does not run what the present spec says. */
    List<Place> outdated() {
        List<Long> old = state.specs().keySet().stream()
                .filter(revision -> !isCurrent(revision))
                .toList();
        return old.isEmpty() ? List.of() : state.places().running(old);
    }

    /** Whether the task runs the template and ports of the present spec, whatever the revision's number. */
    boolean isCurrent(Task task) {
        return isCurrent(task.revision());
    }

    private boolean isCurrent(long ran) {
        return isCurrent.computeIfAbsent(ran, revision -> {
            ServiceSpec spec = state.specs().get(revision);
            return spec != null && isSame(spec, state.spec());
        });
    }

    /** Whether tasks of one spec are as good as those of the other: a change of anything else is not a rollout. */
    static boolean isSame(ServiceSpec one, ServiceSpec other) {
        return one.template().equals(other.template()) && one.ports().equals(other.ports());
    }

    /** Whether wanted tasks run something else than {@code spec} says. */
    static boolean hasOutdated(ServiceState state, ServiceSpec spec) {
        return state.tasks().values().stream()
                .filter(task -> task.isLive() && task.isWanted())
                .map(Task::revision)
                .distinct()
                .map(state.specs()::get)
                .anyMatch(ran -> ran == null || !isSame(ran, spec));
    }

    /** Whether a wanted task of the present spec that may stay fills the slot. */
    boolean isFilled(Slot slot) {
        return in(slot).stream()
                .anyMatch(task -> task.isLive() && task.isWanted() && !task.isEvicted() && isCurrent(task));
    }

    /** Whether a task of the present spec runs in the slot. */
    boolean isRunning(Slot slot) {
        return in(slot).stream().anyMatch(task -> task.isRunning() && isCurrent(task));
    }

    /** Whether a task of the present spec runs in the place that may stay there. */
    boolean isFilledAnew(Place place) {
        return place.tasks().stream().anyMatch(task -> task.isRunning() && !task.isEvicted() && isCurrent(task));
    }

    /** Wanted tasks of the slot that run an older template. */
    List<Task> outdated(Slot slot) {
        return in(slot).stream()
                .filter(task -> task.isLive() && task.isWanted() && !isCurrent(task))
                .toList();
    }

    /**
     * Outdated tasks that no longer help: a start-first update that another one overtakes leaves the old task and its
     * half-started successor. One of them is enough, the youngest that runs.
     */
    List<Task> superfluous(Slot slot) {
        List<Task> outdated = outdated(slot);
        if (outdated.size() < 2) {
            return List.of();
        }
        Task kept =
                outdated.reversed().stream().filter(Task::isRunning).findFirst().orElseGet(outdated::getLast);
        return outdated.stream().filter(task -> !task.id().equals(kept.id())).toList();
    }

    boolean hasLive(Slot slot) {
        return in(slot).stream().anyMatch(Task::isLive);
    }
}
