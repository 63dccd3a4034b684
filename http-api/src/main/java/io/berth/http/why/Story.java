package io.berth.http.why;

import io.berth.domain.entity.Journaled;
import io.berth.domain.placement.Explanation;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.service.Task;
import io.berth.http.event.EventView;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the history of a service says of one of its tasks, or of all. Built from events in their order. */
final class Story {
    /** More steps would not be read. */
    private static final int MOST_STEPS = 50;

    private final Predicate<ServiceEvent> isPart;
    private final Deque<EventView> steps = new ArrayDeque<>();
    private Optional<Explanation> placement = Optional.empty();

    private Story(Predicate<ServiceEvent> isPart) {
        this.isPart = isPart;
    }

    /** Of one task, from the end of the one before it in its slot. */
    static Story of(Task task) {
        return new Story(event -> concerns(task, event));
    }

    /** Of a whole service, without what its tasks report. */
    static Story ofService() {
        return new Story(event -> !(event instanceof ServiceEvent.TasksObserved));
    }

    Story with(Journaled event) {
        if (event.recorded().event() instanceof ServiceEvent fact && isPart.test(fact)) {
            steps.add(EventView.of(event));
            if (steps.size() > MOST_STEPS) {
                steps.remove();
            }
            if (fact instanceof ServiceEvent.TasksAssigned assigned) {
                placement = Optional.of(assigned.why());
            }
        }
        return this;
    }

    List<EventView> steps() {
        return List.copyOf(steps);
    }

    Optional<Explanation> placement() {
        return placement;
    }

    private static boolean concerns(Task task, ServiceEvent event) {
        return switch (event) {
            case ServiceEvent.TasksAssigned assigned ->
                assigned.tasks().stream().anyMatch(each -> each.task().equals(task.id()));
            case ServiceEvent.TasksObserved observed ->
                observed.reports().stream().anyMatch(each -> each.task().equals(task.id()));
            case ServiceEvent.TasksRefused refused -> refused.tasks().contains(task.id());
            case ServiceEvent.TasksStopped stopped -> stopped.tasks().contains(task.id());
            case ServiceEvent.TasksEvicted evicted -> evicted.tasks().contains(task.id());
            case ServiceEvent.RestartPlanned planned -> planned.slot().equals(task.slot());
            case ServiceEvent.RestartsEnded ended -> ended.ended().equals(task.id());
            case ServiceEvent.SlotsPending pending -> pending.slots().contains(task.slot());
            case ServiceEvent.RolloutStepped stepped -> stepped.slots().contains(task.slot());
            case ServiceEvent.ServiceCreated _,
                    ServiceEvent.SpecChanged _,
                    ServiceEvent.RolloutStarted _,
                    ServiceEvent.RolloutChanged _,
                    ServiceEvent.RemovalStarted _ -> true;
            case ServiceEvent.SlotsChanged _,
                    ServiceEvent.ClaimHeld _,
                    ServiceEvent.ClaimLetGo _,
                    ServiceEvent.ServiceRemoved _ -> false;
        };
    }
}
