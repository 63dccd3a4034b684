package io.berth.chaos.simulator.invariant;

import io.berth.chaos.simulator.world.Witness;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.node.NodeEvent;
import io.berth.domain.placement.Explanation;
import io.berth.domain.placement.Placer;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.service.ServiceState;
import io.berth.domain.spec.PlacementSpec;
import io.berth.domain.task.TaskId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** S10 a placement can be scored again from its event; S11, the half of it that is about tasks: freed exactly once. */
final class Records implements Witness {
    private final Finding.Book book;
    private final Set<TaskId> released = new HashSet<>();

    Records(Finding.Book book) {
        this.book = book;
    }

    @Override
    public void recorded(Entry<?, ?> entry) {
        switch (entry.recorded().event()) {
            case ServiceEvent.TasksAssigned assigned -> score((ServiceState) entry.before(), assigned);
            case NodeEvent.TasksReleased(var tasks) -> tasks.forEach(this::released);
            default -> {}
        }
    }

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
}
