package io.berth.domain.service;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.placement.Explanation;
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
import io.berth.domain.service.ServiceEvent.TasksEvicted;
import io.berth.domain.service.ServiceEvent.TasksObserved;
import io.berth.domain.service.ServiceEvent.TasksRefused;
import io.berth.domain.service.ServiceEvent.TasksStopped;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Folds one event into a service's state: a working copy that lives for one event only. */
final class ServiceFold {
    /** Tasks that are kept of each slot, the live one included; Swarm's default. */
    static final int HISTORY = 5;

    private final ServiceState before;
    private final Instant at;
    private String uid;
    private long revision;
    private final SortedMap<Long, ServiceSpec> specs;
    private long previous;
    private Places places;
    private Optional<Rollout> rollout;
    private final Map<String, Boolean> claims;
    private boolean isRemoving;
    private long taskCount;
    private long iteration;
    private Instant createdAt;
    private Instant updatedAt;

    private ServiceFold(ServiceState state, Instant at) {
        this.before = state;
        this.at = at;
        this.uid = state.uid();
        this.revision = state.revision();
        this.specs = new TreeMap<>(state.specs());
        this.previous = state.previous();
        this.places = state.places();
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
            case TasksRefused refused -> refused.tasks().forEach(fold::refused);
            case TasksObserved observed -> observed.reports().forEach(fold::observed);
            case TasksStopped stopped -> fold.stopped(stopped);
            case TasksEvicted evicted -> fold.evicted(evicted);
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
                return ServiceState.absent(state.id(), state.uid());
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
        claims.putAll(ClaimDecisions.claimed(before, event.spec()));
        updatedAt = at;
        if (event.spec().mode().isJob()) {
            iteration++;
            places = places.each(place -> place.with(Optional.empty()));
        }
        if (event.change() != Change.SCALE) {
            rollout = Optional.empty();
            places = places.each(place -> place.remembering(_ -> SlotState.FRESH));
        }
        dropOldSpecs();
    }

    private void slotsChanged(SlotsChanged event) {
        event.added().forEach(slot -> change(slot, place -> place.with(Optional.of(SlotState.FRESH))));
        event.removed()
                .forEach(slot ->
                        change(slot, place -> place.with(Optional.empty()).without(task -> !task.isLive())));
        rollout = rollout.map(running -> RolloutTrack.without(running, event.removed()));
    }

    private void assigned(TasksAssigned event) {
        TaskStatus status = TaskStatus.of(TaskState.ASSIGNED, at, "assigned");
        int attempts = Optional.ofNullable(specs.get(revision))
                .map(spec -> spec.template().restart().maxAttempts())
                .orElse(0);
        int keep = Math.max(HISTORY, attempts + 1);
        for (AssignedTask task : event.tasks()) {
            Task made = new Task(task.task(), task.slot(), task.node(), event.revision(), true, "", status, at, false);
            change(
                    task.slot(),
                    place -> place.remembering(state -> state.pending(Optional.empty()))
                            .with(made)
                            .trimmed(keep));
        }
        taskCount += event.tasks().size();
        dropOldSpecs();
    }

    private void pending(SlotsPending event) {
        Optional<Explanation> why = Optional.of(event.why());
        event.slots().forEach(slot -> change(slot, place -> place.remembering(state -> state.pending(why))));
    }

    private void refused(TaskId refused) {
        change(refused, place -> place.without(task -> task.id().equals(refused)));
    }

    private void observed(TaskReport report) {
        change(
                report.task(),
                place -> place.each(task -> task.id().equals(report.task()) ? task.seen(report.status()) : task));
        Optional<Place> place = places.of(report.task());
        Optional<Task> seen = place.flatMap(one -> one.task(report.task()));
        seen.filter(this::isCurrent)
                .ifPresent(task -> rollout = rollout.map(r -> RolloutTrack.observed(r, task, policyMonitor(r), at)));
        boolean isWantedPlace = place.flatMap(Place::state).isPresent() && !isRemoving;
        if (seen.isPresent() && !seen.get().isLive() && !isWantedPlace) {
            refused(report.task());
        }
    }

    private void change(Slot slot, UnaryOperator<Place> change) {
        places = places.with(change.apply(places.at(slot)));
    }

    /** A task that is not known any more changes nothing. */
    private void change(TaskId task, UnaryOperator<Place> change) {
        places.of(task).ifPresent(place -> places = places.with(change.apply(place)));
    }

    /** Whether the task runs what the present spec says, of whatever revision it is: a rollback may meet such tasks. */
    private boolean isCurrent(Task task) {
        ServiceSpec spec = specs.get(task.revision());
        ServiceSpec present = specs.get(revision);
        return spec != null && present != null && SlotTasks.isSame(spec, present);
    }

    private Duration policyMonitor(Rollout running) {
        ServiceSpec spec = specs.get(revision);
        return spec == null ? Duration.ZERO : RolloutTrack.policy(spec, running).monitor();
    }

    private void stopped(TasksStopped event) {
        for (TaskId id : event.tasks()) {
            change(id, place -> place.each(task -> task.id().equals(id) ? task.stopped(event.reason()) : task));
        }
    }

    private void evicted(TasksEvicted event) {
        for (TaskId id : event.tasks()) {
            change(id, place -> place.each(task -> task.id().equals(id) ? task.evicted(event.reason()) : task));
        }
    }

    private void restartPlanned(RestartPlanned event) {
        change(
                event.slot(),
                place -> place.remembering(state -> restarted(state, event.due()))
                        .settled("restarted"));
    }

    private SlotState restarted(SlotState state, Instant due) {
        List<Instant> restarts = new ArrayList<>(state.restarts());
        restarts.add(at);
        return new SlotState(restarts, due, false, Optional.empty());
    }

    private void restartsEnded(RestartsEnded event) {
        change(
                event.slot(),
                place -> place.remembering(
                                state -> new SlotState(state.restarts(), state.due(), true, Optional.empty()))
                        .settled(event.reason()));
    }

    private void rolloutStarted(RolloutStarted event) {
        List<Slot> unfilled = new ArrayList<>();
        for (Place place : places.all()) {
            if (place.state().isPresent()
                    && place.tasks().stream().noneMatch(task -> task.isLive() && task.isWanted())) {
                unfilled.add(place.slot());
            }
        }
        rollout = Optional.of(RolloutTrack.started(event, unfilled, at));
    }

    private void removalStarted() {
        isRemoving = true;
        rollout = Optional.empty();
        places = places.each(place -> place.with(Optional.empty()).without(task -> !task.isLive()));
    }

    private void dropOldSpecs() {
        if (specs.size() <= 2) {
            return;
        }
        Set<Long> unused = new HashSet<>(specs.keySet());
        unused.removeAll(List.of(revision, previous));
        for (Place place : places.all()) {
            place.tasks().forEach(task -> unused.remove(task.revision()));
            if (unused.isEmpty()) {
                return;
            }
        }
        specs.keySet().removeAll(unused);
    }

    private ServiceState toState() {
        return new ServiceState(
                before.id(),
                uid,
                before.formerUid(),
                revision,
                specs,
                previous,
                places.tasks(),
                places.slots(),
                rollout,
                claims,
                isRemoving,
                taskCount,
                iteration,
                createdAt,
                updatedAt);
    }
}
