package io.berth.http.docker;

import io.berth.domain.placement.PlacementText;
import io.berth.domain.service.ServiceState;
import io.berth.domain.service.SlotState;
import io.berth.domain.service.Task;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskIds;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A task as Swarm lists it. Swarm has one for every slot at any time; here a slot that waits for a node, or for its
 * restart, has none, and a task is made up for it that keeps its id as long as it waits for the same.
 *
 * @param service that it belongs to
 * @param id of the task
 * @param node that was chosen, if one was
 * @param state in Swarm's word
 * @param desired state in Swarm's word
 */
record ListedTask(
        ServiceState service,
        String id,
        Slot slot,
        Optional<String> node,
        long revision,
        TaskStatus status,
        String state,
        String desired,
        Instant createdAt) {
    private static final String RUNNING = "running";

    /** All tasks of a service, real ones first. */
    static List<ListedTask> of(ServiceState service) {
        List<ListedTask> listed = new ArrayList<>();
        Set<Slot> filled = new HashSet<>();
        for (Task task : service.tasks().values()) {
            if (task.status().state() != TaskState.REMOVED) {
                listed.add(of(service, task));
            }
            boolean isDone = !task.isLive() && task.status().state() == TaskState.COMPLETE;
            if (task.isWanted() || (isDone && task.revision() == service.revision())) {
                filled.add(task.slot());
            }
        }
        for (Map.Entry<Slot, SlotState> slot : service.slots().entrySet()) {
            if (!filled.contains(slot.getKey()) && !slot.getValue().isGivenUp() && isTurn(service, slot.getKey())) {
                listed.add(waiting(service, slot.getKey(), slot.getValue()));
            }
        }
        return listed;
    }

    /** Of a job that may run only so many tasks at once, Swarm makes the others later. */
    private static boolean isTurn(ServiceState service, Slot slot) {
        SlotState state = service.slots().get(slot);
        boolean isWaiting =
                state != null && (state.pending().isPresent() || !state.due().equals(Instant.EPOCH));
        return !service.spec().mode().isJob() || isWaiting;
    }

    private static ListedTask of(ServiceState service, Task task) {
        return new ListedTask(
                service,
                SwarmIds.of(task.id().value()),
                task.slot(),
                Optional.of(SwarmIds.of(task.node().value())),
                task.revision(),
                task.status(),
                state(task.status().state()),
                desired(service, task),
                task.createdAt());
    }

    private static ListedTask waiting(ServiceState service, Slot slot, SlotState known) {
        Instant since = known.restarts().isEmpty()
                ? service.updatedAt()
                : known.restarts().getLast();
        boolean isDue = known.pending().isPresent() || known.due().equals(Instant.EPOCH);
        String error = known.pending().map(PlacementText::swarm).orElse("");
        TaskStatus status = new TaskStatus(
                TaskState.NEW,
                since,
                isDue ? "pending task scheduling" : "created",
                error,
                java.util.OptionalInt.empty(),
                List.of(),
                List.of());
        String seed = "%s/%s/%d/%d"
                .formatted(
                        service.uid(),
                        slot,
                        service.revision(),
                        known.restarts().size());
        return new ListedTask(
                service,
                TaskIds.of(seed, 0).value(),
                slot,
                slot.node().isEmpty() ? Optional.empty() : Optional.of(SwarmIds.of(slot.node())),
                service.revision(),
                status,
                "pending",
                isDue ? running(service) : "ready",
                since);
    }

    private static String running(ServiceState service) {
        return service.spec().mode().isJob() ? "complete" : RUNNING;
    }

    private static String state(TaskState state) {
        return state == TaskState.LOST ? "orphaned" : state.word();
    }

    private static String desired(ServiceState service, Task task) {
        if (service.isRemoving() || !service.slots().containsKey(task.slot())) {
            return "remove";
        }
        boolean isJob = service.spec().mode().isJob();
        boolean isDone = isJob && task.status().state() == TaskState.COMPLETE;
        return task.isWanted() || isDone ? running(service) : "shutdown";
    }

    /** The number of the slot as Swarm counts: a job's from 0; 0 for what has no number. */
    int number() {
        boolean isJob = service.spec().mode().isJob();
        return slot.node().isEmpty() ? slot.number() - (isJob ? 1 : 0) : 0;
    }

    /** As filters see it: {@code web.1.} and the id. */
    String name() {
        String middle = slot.node().isEmpty() ? Integer.toString(number()) : SwarmIds.of(slot.node());
        return "%s.%s.%s".formatted(service.id().name(), middle, id);
    }

    /** Whether clients may be shown it under this word of theirs. */
    static boolean isState(String word) {
        return Set.of(
                        "new",
                        "allocated",
                        "pending",
                        "assigned",
                        "accepted",
                        "preparing",
                        "ready",
                        "starting",
                        RUNNING,
                        "complete",
                        "shutdown",
                        "failed",
                        "rejected",
                        "remove",
                        "orphaned")
                .contains(word.toLowerCase(Locale.ROOT));
    }
}
