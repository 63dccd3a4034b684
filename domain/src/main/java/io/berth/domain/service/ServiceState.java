package io.berth.domain.service;

import io.berth.domain.entity.EntityState;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A service: the wish, its revisions, and the tasks that fulfil it.
 *
 * @param id what the user calls it
 * @param uid of this creation; empty if there is no such service
 * @param formerUid of the creation before, which never comes back; empty if there was none
 * @param revision of the present spec, from 1; 0 if there is no such service
 * @param specs the present spec, the previous one and those that live tasks still run, by revision
 * @param previous revision that a rollback puts again, 0 for none
 * @param tasks live ones and the kept history, the oldest first
 * @param slots what is remembered of slots
 * @param rollout the last one, if there was any
 * @param claims what the service holds or wants to hold, and whether that is confirmed
 * @param isRemoving whether the user wants it gone
 * @param taskCount tasks ever made, from which ids follow
 * @param iteration of a job: counts its runs
 * @param createdAt when it was created
 * @param updatedAt when its spec last changed
 */
public record ServiceState(
        ServiceId id,
        String uid,
        String formerUid,
        long revision,
        SortedMap<Long, ServiceSpec> specs,
        long previous,
        Map<TaskId, Task> tasks,
        Map<Slot, SlotState> slots,
        Optional<Rollout> rollout,
        Map<String, Boolean> claims,
        boolean isRemoving,
        long taskCount,
        long iteration,
        Instant createdAt,
        Instant updatedAt)
        implements EntityState {
    public ServiceState {
        specs = Collections.unmodifiableSortedMap(new TreeMap<>(specs));
        Places places = Places.of(slots, tasks);
        tasks = places.tasks();
        slots = places.slots();
        claims = Collections.unmodifiableMap(new TreeMap<>(claims));
    }

    public static ServiceState absent(ServiceId id) {
        return absent(id, "");
    }

    /** @param formerUid of the creation that was removed */
    static ServiceState absent(ServiceId id, String formerUid) {
        return new ServiceState(
                id,
                "",
                formerUid,
                0,
                new TreeMap<>(),
                0,
                Map.of(),
                Map.of(),
                Optional.empty(),
                Map.of(),
                false,
                0,
                0,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    @Override
    public boolean exists() {
        return !uid.isEmpty();
    }

    /** Slots and tasks together. */
    Places places() {
        return Places.of(slots, tasks);
    }

    /** The user's present wish. Only of a service that exists. */
    public ServiceSpec spec() {
        return Objects.requireNonNull(specs.get(revision), "no such service");
    }

    /** Whether tasks of that revision run what the present spec says. Only of a service that exists. */
    public boolean isCurrent(long taskRevision) {
        ServiceSpec ran = specs.get(taskRevision);
        return ran != null && SlotTasks.isSame(ran, spec());
    }
}
