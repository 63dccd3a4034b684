package io.berth.chaos.simulator.invariant;

import io.berth.chaos.simulator.world.Witness;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.service.ServiceState;
import io.berth.domain.service.Task;
import io.berth.domain.spec.Mode;
import io.berth.domain.spec.RolloutPolicy;
import io.berth.domain.spec.RolloutPolicy.Order;
import io.berth.domain.task.Slot;
import java.util.List;
import java.util.Objects;

/**
 * S12 of nodes that drain: as many slots are left at once as an update replaces, and start-first no task stops before
 * another one runs in its slot.
 */
final class Drains implements Witness {
    private final Finding.Book book;

    Drains(Finding.Book book) {
        this.book = book;
    }

    @Override
    public void recorded(Entry<?, ?> entry) {
        if (entry.before() instanceof ServiceState before
                && entry.recorded().event() instanceof ServiceEvent.TasksStopped(var ids, var reason)
                && before.exists()
                && before.spec().mode() instanceof Mode.Replicated) {
            List<Slot> left = ids.stream()
                    .map(id -> Objects.requireNonNull(before.tasks().get(id), "a stopped task"))
                    .filter(task -> task.isEvicted() && task.reason().equals(reason))
                    .map(Task::slot)
                    .filter(slot -> !isTakenOver(before, slot))
                    .toList();
            if (!left.isEmpty()) {
                stopped(before, left);
            }
        }
    }

    private void stopped(ServiceState before, List<Slot> left) {
        RolloutPolicy policy = before.spec().update();
        if (policy.order() == Order.START_FIRST) {
            book.add("S12", "%s leaves slots %s before other tasks run there".formatted(before.id(), left));
            return;
        }
        long open = before.slots().keySet().stream()
                .filter(slot -> isOpen(before, slot))
                .count();
        if (policy.parallelism() > 0 && open + left.size() > policy.parallelism()) {
            book.add(
                    "S12",
                    "%s leaves slots %s beside %d others, but may leave %d at once"
                            .formatted(before.id(), left, open, policy.parallelism()));
        }
    }

    /** Whether it was left, and no other task has come to run there yet. */
    private static boolean isOpen(ServiceState state, Slot slot) {
        List<Task> tasks = in(state, slot);
        boolean isStopping = tasks.stream().anyMatch(task -> task.isEvicted() && !task.isWanted() && task.isLive());
        return isStopping && !isTakenOver(state, slot);
    }

    private static boolean isTakenOver(ServiceState state, Slot slot) {
        return in(state, slot).stream().anyMatch(task -> task.isRunning() && !task.isEvicted());
    }

    private static List<Task> in(ServiceState state, Slot slot) {
        return state.tasks().values().stream()
                .filter(task -> task.slot().equals(slot))
                .toList();
    }
}
