package io.berth.chaos.simulator.invariant;

import io.berth.chaos.simulator.world.Witness;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.node.NodeEvent;
import io.berth.domain.placement.Explanation;
import io.berth.domain.placement.Placer;
import io.berth.domain.service.Rollout;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.service.ServiceState;
import io.berth.domain.spec.FileRef;
import io.berth.domain.spec.PlacementSpec;
import io.berth.domain.spec.RolloutPolicy;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * S10 a placement can be scored again from its event; S12 a rollout does not begin more than it may; S13 a secret
 * reaches only a node that has its task in the books.
 */
final class Records implements Witness {
    private final Finding.Book book;
    private final Map<String, Integer> unfilled = new HashMap<>();
    private final Map<TaskId, NodeId> booked = new HashMap<>();
    private final Set<TaskId> released = new HashSet<>();

    Records(Finding.Book book) {
        this.book = book;
    }

    @Override
    public void recorded(Entry<?, ?> entry) {
        switch (entry.recorded().event()) {
            case ServiceEvent.TasksAssigned assigned -> score((ServiceState) entry.before(), assigned);
            case ServiceEvent.RolloutStarted _ -> {
                ServiceState after = (ServiceState) entry.after();
                unfilled.put(after.uid(), busy(after));
            }
            case ServiceEvent.RolloutStepped _ -> stepped((ServiceState) entry.after());
            case NodeEvent.TasksReserved(var _, var tasks) ->
                tasks.forEach(task ->
                        booked.put(task.task(), new NodeId(entry.log().entity().id())));
            case NodeEvent.TasksReleased(var tasks) -> tasks.forEach(this::released);
            default -> {}
        }
    }

    /** S11, the half of it that is about tasks: freed exactly once. */
    private void released(TaskId task) {
        if (!released.add(task)) {
            book.add("S11", "task %s was released twice".formatted(task));
        }
    }

    private void score(ServiceState before, ServiceEvent.TasksAssigned assigned) {
        PlacementSpec.Strategy strategy = before.spec().template().placement().strategy();
        Explanation why = assigned.why();
        Optional<NodeId> best =
                Placer.best(why.candidates(), strategy, why.seed()).map(Explanation.Candidate::node);
        NodeId chosen = assigned.tasks().getFirst().node();
        if (best.isPresent() && !best.get().equals(chosen)) {
            book.add(
                    "S10",
                    "%s chose %s, but its record says that %s was best".formatted(before.id(), chosen, best.get()));
        }
    }

    private void stepped(ServiceState after) {
        RolloutPolicy policy = after.rollout()
                        .filter(rollout -> rollout.kind() == Rollout.Kind.ROLLBACK)
                        .isPresent()
                ? after.spec().rollback()
                : after.spec().update();
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
                .map(Map.Entry::getKey)
                .map(Slot::toString)
                .count();
    }

    @Override
    public void secretReached(NodeId node, TaskId task, FileRef secret) {
        if (!node.equals(booked.get(task))) {
            book.add(
                    "S13",
                    "secret %s of task %s has reached %s, which does not hold the task".formatted(secret, task, node));
        }
    }
}
