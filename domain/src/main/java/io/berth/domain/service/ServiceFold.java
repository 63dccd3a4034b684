package io.berth.domain.service;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.service.ServiceEvent.AssignedTask;
import io.berth.domain.service.ServiceEvent.Change;
import io.berth.domain.service.ServiceEvent.ClaimHeld;
import io.berth.domain.service.ServiceEvent.ClaimLetGo;
import io.berth.domain.service.ServiceEvent.RemovalStarted;
import io.berth.domain.service.ServiceEvent.RestartPlanned;
import io.berth.domain.service.ServiceEvent.RestartsEnded;
import io.berth.domain.service.ServiceEvent.RolloutChanged;
import io.berth.domain.service.ServiceEvent.RolloutStarted;
import io.berth.domain.service.ServiceEvent.RolloutStepped;
import io.berth.domain.service.ServiceEvent.ServiceCreated;
import io.berth.domain.service.ServiceEvent.ServiceRemoved;
import io.berth.domain.service.ServiceEvent.SlotsChanged;
import io.berth.domain.service.ServiceEvent.SlotsPending;
import io.berth.domain.service.ServiceEvent.SpecChanged;
import io.berth.domain.service.ServiceEvent.TasksAssigned;
import io.berth.domain.service.ServiceEvent.TasksObserved;
import io.berth.domain.service.ServiceEvent.TasksRefused;
import io.berth.domain.service.ServiceEvent.TasksStopped;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Folds one event into a service's state: a working copy that lives for one event only. */
final class ServiceFold {
    /** Tasks that are kept of each slot, the live one included; Swarm's default. */
    static final int HISTORY = 5;

    private final ServiceId id;
    private final Instant at;
    private String uid;
    private long revision;
    private final SortedMap<Long, ServiceSpec> specs;
    private long previous;
    private final Map<TaskId, Task> tasks;
    private final Map<Slot, SlotState> slots;
    private Optional<Rollout> rollout;
    private final Map<String, Boolean> claims;
    private boolean isRemoving;
    private long taskCount;
    private long iteration;
    private Instant createdAt;
    private Instant updatedAt;

    private ServiceFold(ServiceState state, Instant at) {
        this.id = state.id();
        this.at = at;
        this.uid = state.uid();
        this.revision = state.revision();
        this.specs = new TreeMap<>(state.specs());
        this.previous = state.previous();
        this.tasks = new LinkedHashMap<>(state.tasks());
        this.slots = new TreeMap<>(state.slots());
        this.rollout = state.rollout();
        this.claims = new TreeMap<>(state.claims());
        this.isRemoving = state.isRemoving();
        this.taskCount = state.taskCount();
        this.iteration = state.iteration();
        this.createdAt = state.createdAt();
        this.updatedAt = state.updatedAt();
    }

    static ServiceState apply(ServiceState state, ServiceEvent event, Instant at) {
        ServiceFold fold = new ServiceFold(state, at);
        switch (event) {
            case ServiceCreated created -> fold.created(created);
            case SpecChanged changed -> fold.specChanged(changed);
            case SlotsChanged changed -> fold.slotsChanged(changed);
            case TasksAssigned assigned -> fold.assigned(assigned);
            case SlotsPending pending -> fold.pending(pending);
            case TasksRefused refused -> refused.tasks().forEach(fold.tasks::remove);
            case TasksObserved observed -> observed.reports().forEach(fold::observed);
            case TasksStopped stopped -> fold.stopped(stopped);
            case RestartPlanned planned -> fold.restartPlanned(planned);
            case RestartsEnded ended -> fold.restartsEnded(ended);
            case RolloutStarted started -> fold.rolloutStarted(started);
            case RolloutStepped(var stepped) -> fold.rollout = fold.rollout.map(r -> RolloutTrack.stepped(r, stepped));
            case RolloutChanged(var status, var message) ->
                fold.rollout = fold.rollout.map(r -> RolloutTrack.changed(r, status, message, at));
            case ClaimHeld(var claim) -> fold.claims.put(claim, true);
            case ClaimLetGo(var claim) -> fold.claims.remove(claim);
            case RemovalStarted _ -> fold.removalStarted();
            case ServiceRemoved _ -> {
                return ServiceState.absent(state.id());
            }
        }
        return fold.toState();
    }

    private void created(ServiceCreated event) {
        uid = event.uid();
        revision = 1;
        specs.put(1L, event.spec());
        Ports.claims(event.spec()).forEach(claim -> claims.put(claim, false));
        iteration = event.spec().mode().isJob() ? 1 : 0;
        createdAt = at;
        updatedAt = at;
    }

    private void specChanged(SpecChanged event) {
        // After an automatic rollback there is nothing to go back to: as in Swarm, a second one must not follow.
        previous = event.change() == Change.REVERT ? 0 : revision;
        revision = event.revision();
        specs.put(revision, event.spec());
        Ports.claims(event.spec()).forEach(claim -> claims.putIfAbsent(claim, false));
        updatedAt = at;
        if (event.spec().mode().isJob()) {
            iteration++;
            slots.clear();
        }
        if (event.change() != Change.SCALE) {
            rollout = Optional.empty();
            slots.replaceAll((slot, state) -> SlotState.FRESH);
        }
        dropOldSpecs();
    }

    private void slotsChanged(SlotsChanged event) {
        event.added().forEach(slot -> slots.put(slot, SlotState.FRESH));
        event.removed().forEach(slots::remove);
        Set<Slot> removed = new HashSet<>(event.removed());
        tasks.values().removeIf(task -> removed.contains(task.slot()) && !task.isLive());
        rollout = rollout.map(running -> RolloutTrack.without(running, removed));
    }

    private void assigned(TasksAssigned event) {
        TaskStatus status = TaskStatus.of(TaskState.ASSIGNED, at, "assigned");
        Set<Slot> filled = new HashSet<>();
        for (AssignedTask task : event.tasks()) {
            tasks.put(
                    task.task(),
                    new Task(task.task(), task.slot(), task.node(), event.revision(), true, "", status, at));
            slots.computeIfPresent(
                    task.slot(),
                    (slot, state) -> new SlotState(state.restarts(), state.due(), state.isGivenUp(), Optional.empty()));
            filled.add(task.slot());
        }
        taskCount += event.tasks().size();
        trimHistory(filled);
    }

    private void pending(SlotsPending event) {
        for (Slot slot : event.slots()) {
            slots.computeIfPresent(
                    slot,
                    (key, state) ->
                            new SlotState(state.restarts(), state.due(), state.isGivenUp(), Optional.of(event.why())));
        }
    }

    private void observed(TaskReport report) {
        Task task = tasks.get(report.task());
        if (task == null) {
            return;
        }
        Task seen = task.seen(report.status());
        tasks.put(task.id(), seen);
        if (isCurrent(seen)) {
            rollout = rollout.map(r -> RolloutTrack.observed(r, seen, policyMonitor(r), at));
        }
        if (!seen.isLive() && (!slots.containsKey(task.slot()) || isRemoving)) {
            tasks.remove(task.id());
        }
    }

    /** Whether the task runs what the present spec says, of whatever revision it is: a rollback may meet such tasks. */
    private boolean isCurrent(Task task) {
        ServiceSpec spec = specs.get(task.revision());
        ServiceSpec present = specs.get(revision);
        return spec != null && present != null && SlotTasks.isSame(spec, present);
    }

    private Duration policyMonitor(Rollout running) {
        ServiceSpec spec = specs.get(revision);
        if (spec == null) {
            return Duration.ZERO;
        }
        return RolloutTrack.policy(spec, running).monitor();
    }

    private void stopped(TasksStopped event) {
        for (TaskId task : event.tasks()) {
            tasks.computeIfPresent(task, (key, known) -> known.stopped(event.reason()));
        }
    }

    private void restartPlanned(RestartPlanned event) {
        slots.computeIfPresent(event.slot(), (slot, state) -> {
            List<Instant> restarts = new ArrayList<>(state.restarts());
            restarts.add(at);
            return new SlotState(restarts, event.due(), false, Optional.empty());
        });
        settle(event.slot(), "restarted");
    }

    private void restartsEnded(RestartsEnded event) {
        slots.computeIfPresent(
                event.slot(), (slot, state) -> new SlotState(state.restarts(), state.due(), true, Optional.empty()));
        settle(event.slot(), event.reason());
    }

    /** Ended tasks of a slot whose end has been dealt with are not wanted any more. */
    private void settle(Slot slot, String reason) {
        tasks.replaceAll((key, task) ->
                task.slot().equals(slot) && task.isWanted() && !task.isLive() ? task.stopped(reason) : task);
    }

    private void rolloutStarted(RolloutStarted event) {
        Set<Slot> unfilled = new HashSet<>(slots.keySet());
        tasks.values().stream()
                .filter(task -> task.isLive() && task.isWanted())
                .forEach(task -> unfilled.remove(task.slot()));
        rollout = Optional.of(RolloutTrack.started(event, unfilled, at));
    }

    private void removalStarted() {
        isRemoving = true;
        rollout = Optional.empty();
        slots.clear();
        tasks.values().removeIf(task -> !task.isLive());
    }

    private void trimHistory(Set<Slot> filled) {
        ServiceSpec spec = specs.get(revision);
        int keep = spec == null
                ? HISTORY
                : Math.max(HISTORY, spec.template().restart().maxAttempts() + 1);
        Map<Slot, Integer> counts = new LinkedHashMap<>();
        for (Task task : tasks.values()) {
            if (filled.contains(task.slot())) {
                counts.merge(task.slot(), 1, Integer::sum);
            }
        }
        tasks.values().removeIf(task -> {
            int count = counts.getOrDefault(task.slot(), 0);
            boolean isDropped = count > keep && !task.isLive();
            if (isDropped) {
                counts.put(task.slot(), count - 1);
            }
            return isDropped;
        });
        dropOldSpecs();
    }

    private void dropOldSpecs() {
        if (specs.size() > 2) {
            Set<Long> used = new HashSet<>(List.of(revision, previous));
            tasks.values().forEach(task -> used.add(task.revision()));
            specs.keySet().retainAll(used);
        }
    }

    private ServiceState toState() {
        return new ServiceState(
                id,
                uid,
                revision,
                specs,
                previous,
                tasks,
                slots,
                rollout,
                claims,
                isRemoving,
                taskCount,
                iteration,
                createdAt,
                updatedAt);
    }
}
