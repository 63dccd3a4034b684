package io.berth.persistence.codec;

import static io.berth.persistence.codec.TaskCodec.SLOT;
import static io.berth.persistence.codec.TaskCodec.TASK;
import static io.berth.persistence.codec.Values.FLAG;
import static io.berth.persistence.codec.Values.INSTANT;
import static io.berth.persistence.codec.Values.INT;
import static io.berth.persistence.codec.Values.LONG;
import static io.berth.persistence.codec.Values.TEXT;

import io.berth.domain.service.Rollout;
import io.berth.domain.service.ServiceState;
import io.berth.domain.service.SlotState;
import io.berth.domain.service.Task;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.TaskId;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The codec of a service's state. */
final class ServiceSnapshot {
    static final Codec<ServiceState> SERVICE = service();

    private ServiceSnapshot() {}

    private static Codec<ServiceState> service() {
        var shape = Shape.<ServiceState>of("a service");
        var id = shape.always("id", SpecCodec.SERVICE_ID, ServiceState::id);
        var uid = shape.unless("", "uid", TEXT, ServiceState::uid);
        var formerUid = shape.unless("", "former", TEXT, ServiceState::formerUid);
        var revision = shape.unless(0L, "rev", LONG, ServiceState::revision);
        var specs = shape.unless(new TreeMap<>(), "specs", specs(), ServiceState::specs);
        var previous = shape.unless(0L, "prev", LONG, ServiceState::previous);
        var tasks = shape.unless(Map.of(), "tasks", tasks(), ServiceState::tasks);
        var slots = shape.unless(Map.of(), "slots", Groups.pairs(SLOT, slot()), ServiceState::slots);
        var rollout = shape.unless(Optional.empty(), "rollout", Groups.present(rollout()), ServiceState::rollout);
        var claims = shape.unless(Map.of(), "claims", Groups.sortedMap(FLAG), ServiceState::claims);
        var isRemoving = shape.unless(false, "removing", FLAG, ServiceState::isRemoving);
        var taskCount = shape.unless(0L, "count", LONG, ServiceState::taskCount);
        var iteration = shape.unless(0L, "iteration", LONG, ServiceState::iteration);
        var createdAt = shape.unless(Instant.EPOCH, "created", INSTANT, ServiceState::createdAt);
        var updatedAt = shape.unless(Instant.EPOCH, "updated", INSTANT, ServiceState::updatedAt);
        return shape.made(row -> new ServiceState(
                row.get(id),
                row.get(uid),
                row.get(formerUid),
                row.get(revision),
                row.get(specs),
                row.get(previous),
                row.get(tasks),
                row.get(slots),
                row.get(rollout),
                row.get(claims),
                row.get(isRemoving),
                row.get(taskCount),
                row.get(iteration),
                row.get(createdAt),
                row.get(updatedAt)));
    }

    private static Codec<SortedMap<Long, ServiceSpec>> specs() {
        return Groups.pairs(LONG, SpecCodec.SPEC).as(TreeMap::new, specs -> specs);
    }

    /** As a list: each task holds its own key. */
    private static Codec<Map<TaskId, Task>> tasks() {
        return Groups.list(task()).as(ServiceSnapshot::byId, tasks -> List.copyOf(tasks.values()));
    }

    private static Map<TaskId, Task> byId(List<Task> tasks) {
        Map<TaskId, Task> byId = new LinkedHashMap<>();
        tasks.forEach(task -> byId.put(task.id(), task));
        return byId;
    }

    private static Codec<Task> task() {
        var shape = Shape.<Task>of("a task");
        var id = shape.always("id", TASK, Task::id);
        var slot = shape.always("slot", SLOT, Task::slot);
        var node = shape.always("node", TaskCodec.NODE, Task::node);
        var revision = shape.always("rev", LONG, Task::revision);
        var isWanted = shape.unless(false, "wanted", FLAG, Task::isWanted);
        var reason = shape.unless("", "reason", TEXT, Task::reason);
        var status = shape.always("st", TaskCodec.STATUS, Task::status);
        var createdAt = shape.always("created", INSTANT, Task::createdAt);
        var isEvicted = shape.unless(false, "evicted", FLAG, Task::isEvicted);
        return shape.made(row -> new Task(
                row.get(id),
                row.get(slot),
                row.get(node),
                row.get(revision),
                row.get(isWanted),
                row.get(reason),
                row.get(status),
                row.get(createdAt),
                row.get(isEvicted)));
    }

    private static Codec<SlotState> slot() {
        var shape = Shape.<SlotState>of("a slot's state");
        var restarts = shape.unless(List.of(), "restarts", Groups.list(INSTANT), SlotState::restarts);
        var due = shape.unless(Instant.EPOCH, "due", INSTANT, SlotState::due);
        var isGivenUp = shape.unless(false, "given-up", FLAG, SlotState::isGivenUp);
        var pending =
                shape.unless(Optional.empty(), "pending", Groups.present(ExplanationCodec.WHY), SlotState::pending);
        return shape.made(row -> new SlotState(row.get(restarts), row.get(due), row.get(isGivenUp), row.get(pending)));
    }

    private static Codec<Rollout> rollout() {
        var shape = Shape.<Rollout>of("a rollout");
        var revision = shape.always("rev", LONG, Rollout::revision);
        var kind = shape.always("kind", ServiceEvents.ROLLOUT_KIND, Rollout::kind);
        var status = shape.always("status", ServiceEvents.ROLLOUT_STATUS, Rollout::status);
        var message = shape.unless("", "msg", TEXT, Rollout::message);
        var startedAt = shape.always("started", INSTANT, Rollout::startedAt);
        var endedAt = shape.unless(Instant.MAX, "ended", INSTANT, Rollout::endedAt);
        var slots = shape.unless(0, "slots", INT, Rollout::slots);
        var steps = shape.unless(Map.of(), "steps", Groups.pairs(SLOT, INSTANT), Rollout::steps);
        var failed = shape.unless(Set.of(), "failed", Groups.set(TASK, Comparator.naturalOrder()), Rollout::failed);
        return shape.made(row -> new Rollout(
                row.get(revision),
                row.get(kind),
                row.get(status),
                row.get(message),
                row.get(startedAt),
                row.get(endedAt),
                row.get(slots),
                row.get(steps),
                row.get(failed)));
    }
}
