package io.berth.chaos.simulator.invariant;

import io.berth.chaos.simulator.world.Names;
import io.berth.chaos.simulator.world.Witness;
import io.berth.domain.service.Rollout;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.service.ServiceState;
import io.berth.domain.service.Task;
import io.berth.domain.spec.RolloutPolicy;
import io.berth.domain.spec.RolloutPolicy.FailureAction;
import io.berth.domain.spec.RolloutPolicy.Order;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * S12 a rollout replaces no more slots at once than it may, stops nothing for its own reasons before it may, and does
 * not go on over more failures than it may.
 */
final class Rollouts implements Witness {
    private static final String REPLACED = "replaced by revision";

    private final Finding.Book book;
    private final Names names;
    private final Map<String, Integer> unfilled = new HashMap<>();

    Rollouts(Finding.Book book, Names names) {
        this.book = book;
        this.names = names;
    }

    @Override
    public void recorded(Entry<?, ?> entry) {
        if (!(entry.before() instanceof ServiceState before && entry.after() instanceof ServiceState after)) {
            return;
        }
        switch (entry.recorded().event()) {
            case ServiceEvent.RolloutStarted _ -> unfilled.put(after.uid(), busy(after));
            case ServiceEvent.RolloutStepped _ -> {
                atOnce(after);
                failures(before);
            }
            case ServiceEvent.RolloutChanged(var status, var _)
            when status == Rollout.Status.COMPLETED -> failures(before);
            case ServiceEvent.TasksStopped(var tasks, var reason)
            when reason.startsWith(REPLACED) -> tasks.forEach(task -> stopped(before, task));
            default -> {}
        }
    }

    private static RolloutPolicy policy(ServiceState state) {
        return state.rollout()
                        .filter(rollout -> rollout.kind() == Rollout.Kind.ROLLBACK)
                        .isPresent()
                ? state.spec().rollback()
                : state.spec().update();
    }

    private void atOnce(ServiceState after) {
        RolloutPolicy policy = policy(after);
        int most = Math.max(policy.parallelism(), unfilled.getOrDefault(after.uid(), 0));
        if (policy.parallelism() > 0 && busy(after) > most) {
            book.add("S12", "%s replaces %d slots at once, but may %d".formatted(after.id(), busy(after), most));
        }
    }

    /** Slots whose turn has come and whose new task does not run yet. */
    private static int busy(ServiceState state) {
        return (int) state.rollout().stream()
                .flatMap(rollout -> rollout.steps().entrySet().stream())
                .filter(step ->
                        step.getValue().equals(Instant.MAX) && state.slots().containsKey(step.getKey()))
                .count();
    }

    private void failures(ServiceState before) {
        RolloutPolicy policy = policy(before);
        before.rollout()
                .filter(rollout -> policy.onFailure() != FailureAction.CONTINUE
                        && rollout.failed().size() > policy.maxFailureRatio() * rollout.slots())
                .ifPresent(rollout -> book.add(
                        "S12",
                        "%s goes on with a rollout of %d slots though %d of its tasks have failed"
                                .formatted(
                                        before.id(),
                                        rollout.slots(),
                                        rollout.failed().size())));
    }

    /** Stop-first: when the slot's turn has come. Start-first: when the new task runs. */
    private void stopped(ServiceState before, TaskId id) {
        Slot slot =
                Objects.requireNonNull(before.tasks().get(id), "a stopped task").slot();
        boolean isTurn = policy(before).order() == Order.STOP_FIRST
                && before.rollout()
                        .filter(rollout -> rollout.steps().containsKey(slot))
                        .isPresent();
        boolean isThere = before.tasks().values().stream()
                .anyMatch(task -> task.slot().equals(slot)
                        && task.isWanted()
                        && task.status().state() == TaskState.RUNNING
                        && isOfPresentSpec(before, task));
        if (!isTurn && !isThere && !before.spec().mode().isJob()) {
            book.add("S12", "%s was stopped for its rollout before it may be".formatted(names.of(id)));
        }
    }

    private static boolean isOfPresentSpec(ServiceState state, Task task) {
        ServiceSpec present = state.spec();
        return Optional.ofNullable(state.specs().get(task.revision()))
                .filter(spec ->
                        List.of(spec.template(), spec.ports()).equals(List.of(present.template(), present.ports())))
                .isPresent();
    }
}
