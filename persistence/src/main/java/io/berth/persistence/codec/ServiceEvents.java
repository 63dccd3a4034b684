package io.berth.persistence.codec;

import static io.berth.persistence.codec.ExplanationCodec.WHY;
import static io.berth.persistence.codec.SpecCodec.SERVICE_ID;
import static io.berth.persistence.codec.SpecCodec.SPEC;
import static io.berth.persistence.codec.TaskCodec.NODE;
import static io.berth.persistence.codec.TaskCodec.REPORTS;
import static io.berth.persistence.codec.TaskCodec.SLOT;
import static io.berth.persistence.codec.TaskCodec.SLOTS;
import static io.berth.persistence.codec.TaskCodec.TASK;
import static io.berth.persistence.codec.TaskCodec.TASKS;
import static io.berth.persistence.codec.Values.INSTANT;
import static io.berth.persistence.codec.Values.INT;
import static io.berth.persistence.codec.Values.LONG;
import static io.berth.persistence.codec.Values.TEXT;

import io.berth.domain.placement.Explanation;
import io.berth.domain.service.Rollout;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.service.ServiceEvent.AssignedTask;
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
import java.util.List;

/** The codecs of a service's events. */
final class ServiceEvents {
    static final Codec<Rollout.Kind> ROLLOUT_KIND = Words.of(Rollout.Kind.values(), kind -> switch (kind) {
        case UPDATE -> "update";
        case ROLLBACK -> "rollback";
    });

    static final Codec<Rollout.Status> ROLLOUT_STATUS = Words.of(Rollout.Status.values(), status -> switch (status) {
        case UPDATING -> "updating";
        case PAUSED -> "paused";
        case COMPLETED -> "completed";
        case ROLLBACK_STARTED -> "rollback-started";
        case ROLLBACK_PAUSED -> "rollback-paused";
        case ROLLBACK_COMPLETED -> "rollback-completed";
    });

    private static final Explanation NO_EXPLANATION = new Explanation(0, 0, List.of(), List.of());

    private ServiceEvents() {}

    static void addTo(EventTable events) {
        events.with("service.service-created/1", ServiceCreated.class, created())
                .with("service.spec-changed/1", SpecChanged.class, specChanged())
                .with("service.slots-changed/1", SlotsChanged.class, slotsChanged())
                .with("service.tasks-assigned/1", TasksAssigned.class, assigned())
                .with("service.slots-pending/1", SlotsPending.class, pending())
                .with("service.tasks-refused/1", TasksRefused.class, refused())
                .with("service.tasks-observed/1", TasksObserved.class, observed())
                .with("service.tasks-stopped/1", TasksStopped.class, stopped())
                .with("service.tasks-evicted/1", TasksEvicted.class, evicted())
                .with("service.restart-planned/1", RestartPlanned.class, restartPlanned())
                .with("service.restarts-ended/1", RestartsEnded.class, restartsEnded())
                .with("service.rollout-started/1", RolloutStarted.class, rolloutStarted())
                .with("service.rollout-stepped/1", RolloutStepped.class, rolloutStepped())
                .with("service.rollout-changed/1", RolloutChanged.class, rolloutChanged())
                .with("service.claim-held/1", ClaimHeld.class, claimHeld())
                .with("service.claim-let-go/1", ClaimLetGo.class, claimLetGo())
                .with("service.removal-started/1", RemovalStarted.class, removalStarted())
                .with("service.service-removed/1", ServiceRemoved.class, removed());
    }

    private static Codec<ServiceCreated> created() {
        var shape = Shape.<ServiceCreated>of("a created service");
        var service = shape.always("service", SERVICE_ID, ServiceCreated::service);
        var uid = shape.always("uid", TEXT, ServiceCreated::uid);
        var spec = shape.always("spec", SPEC, ServiceCreated::spec);
        return shape.made(row -> new ServiceCreated(row.get(service), row.get(uid), row.get(spec)));
    }

    private static Codec<SpecChanged> specChanged() {
        var shape = Shape.<SpecChanged>of("a changed spec");
        var revision = shape.always("rev", LONG, SpecChanged::revision);
        var spec = shape.always("spec", SPEC, SpecChanged::spec);
        var change = shape.always(
                "change",
                Words.of(ServiceEvent.Change.values(), constant -> switch (constant) {
                    case UPDATE -> "update";
                    case SCALE -> "scale";
                    case RESTART -> "restart";
                    case ROLLBACK -> "rollback";
                    case REVERT -> "revert";
                }),
                SpecChanged::change);
        return shape.made(row -> new SpecChanged(row.get(revision), row.get(spec), row.get(change)));
    }

    private static Codec<SlotsChanged> slotsChanged() {
        var shape = Shape.<SlotsChanged>of("changed slots");
        var added = shape.unless(List.of(), "added", SLOTS, SlotsChanged::added);
        var removed = shape.unless(List.of(), "removed", SLOTS, SlotsChanged::removed);
        return shape.made(row -> new SlotsChanged(row.get(added), row.get(removed)));
    }

    private static Codec<TasksAssigned> assigned() {
        var shape = Shape.<TasksAssigned>of("assigned tasks");
        var revision = shape.always("rev", LONG, TasksAssigned::revision);
        var tasks = shape.unless(List.of(), "tasks", Groups.list(assignedTask()), TasksAssigned::tasks);
        var why = shape.unless(NO_EXPLANATION, "why", WHY, TasksAssigned::why);
        return shape.made(row -> new TasksAssigned(row.get(revision), row.get(tasks), row.get(why)));
    }

    private static Codec<AssignedTask> assignedTask() {
        var shape = Shape.<AssignedTask>of("an assigned task");
        var task = shape.always("task", TASK, AssignedTask::task);
        var slot = shape.always("slot", SLOT, AssignedTask::slot);
        var node = shape.always("node", NODE, AssignedTask::node);
        return shape.made(row -> new AssignedTask(row.get(task), row.get(slot), row.get(node)));
    }

    private static Codec<SlotsPending> pending() {
        var shape = Shape.<SlotsPending>of("pending slots");
        var slots = shape.unless(List.of(), "slots", SLOTS, SlotsPending::slots);
        var why = shape.unless(NO_EXPLANATION, "why", WHY, SlotsPending::why);
        return shape.made(row -> new SlotsPending(row.get(slots), row.get(why)));
    }

    private static Codec<TasksRefused> refused() {
        var shape = Shape.<TasksRefused>of("refused tasks");
        var node = shape.always("node", NODE, TasksRefused::node);
        var tasks = shape.unless(List.of(), "tasks", TASKS, TasksRefused::tasks);
        var reason = shape.unless("", "reason", TEXT, TasksRefused::reason);
        return shape.made(row -> new TasksRefused(row.get(node), row.get(tasks), row.get(reason)));
    }

    private static Codec<TasksObserved> observed() {
        var shape = Shape.<TasksObserved>of("observed tasks");
        var node = shape.always("node", NODE, TasksObserved::node);
        var reports = shape.unless(List.of(), "reports", REPORTS, TasksObserved::reports);
        return shape.made(row -> new TasksObserved(row.get(node), row.get(reports)));
    }

    private static Codec<TasksStopped> stopped() {
        var shape = Shape.<TasksStopped>of("stopped tasks");
        var tasks = shape.unless(List.of(), "tasks", TASKS, TasksStopped::tasks);
        var reason = shape.unless("", "reason", TEXT, TasksStopped::reason);
        return shape.made(row -> new TasksStopped(row.get(tasks), row.get(reason)));
    }

    private static Codec<TasksEvicted> evicted() {
        var shape = Shape.<TasksEvicted>of("evicted tasks");
        var node = shape.always("node", TaskCodec.NODE, TasksEvicted::node);
        var tasks = shape.unless(List.of(), "tasks", TASKS, TasksEvicted::tasks);
        var reason = shape.unless("", "reason", TEXT, TasksEvicted::reason);
        return shape.made(row -> new TasksEvicted(row.get(node), row.get(tasks), row.get(reason)));
    }

    private static Codec<RestartPlanned> restartPlanned() {
        var shape = Shape.<RestartPlanned>of("a planned restart");
        var slot = shape.always("slot", SLOT, RestartPlanned::slot);
        var ended = shape.always("ended", TASK, RestartPlanned::ended);
        var due = shape.always("due", INSTANT, RestartPlanned::due);
        var attempt = shape.unless(0, "attempt", INT, RestartPlanned::attempt);
        return shape.made(row -> new RestartPlanned(row.get(slot), row.get(ended), row.get(due), row.get(attempt)));
    }

    private static Codec<RestartsEnded> restartsEnded() {
        var shape = Shape.<RestartsEnded>of("the end of restarts");
        var slot = shape.always("slot", SLOT, RestartsEnded::slot);
        var ended = shape.always("ended", TASK, RestartsEnded::ended);
        var reason = shape.unless("", "reason", TEXT, RestartsEnded::reason);
        return shape.made(row -> new RestartsEnded(row.get(slot), row.get(ended), row.get(reason)));
    }

    private static Codec<RolloutStarted> rolloutStarted() {
        var shape = Shape.<RolloutStarted>of("a started rollout");
        var revision = shape.always("rev", LONG, RolloutStarted::revision);
        var kind = shape.always("kind", ROLLOUT_KIND, RolloutStarted::kind);
        var slots = shape.unless(0, "slots", INT, RolloutStarted::slots);
        var message = shape.unless("", "msg", TEXT, RolloutStarted::message);
        return shape.made(
                row -> new RolloutStarted(row.get(revision), row.get(kind), row.get(slots), row.get(message)));
    }

    private static Codec<RolloutStepped> rolloutStepped() {
        var shape = Shape.<RolloutStepped>of("a step of a rollout");
        var slots = shape.unless(List.of(), "slots", SLOTS, RolloutStepped::slots);
        return shape.made(row -> new RolloutStepped(row.get(slots)));
    }

    private static Codec<RolloutChanged> rolloutChanged() {
        var shape = Shape.<RolloutChanged>of("a changed rollout");
        var status = shape.always("status", ROLLOUT_STATUS, RolloutChanged::status);
        var message = shape.unless("", "msg", TEXT, RolloutChanged::message);
        return shape.made(row -> new RolloutChanged(row.get(status), row.get(message)));
    }

    private static Codec<ClaimHeld> claimHeld() {
        var shape = Shape.<ClaimHeld>of("a held claim");
        var claim = shape.always("claim", TEXT, ClaimHeld::claim);
        return shape.made(row -> new ClaimHeld(row.get(claim)));
    }

    private static Codec<ClaimLetGo> claimLetGo() {
        var shape = Shape.<ClaimLetGo>of("a claim let go");
        var claim = shape.always("claim", TEXT, ClaimLetGo::claim);
        return shape.made(row -> new ClaimLetGo(row.get(claim)));
    }

    private static Codec<RemovalStarted> removalStarted() {
        return Shape.<RemovalStarted>of("a started removal").made(_ -> new RemovalStarted());
    }

    private static Codec<ServiceRemoved> removed() {
        return Shape.<ServiceRemoved>of("a removed service").made(_ -> new ServiceRemoved());
    }
}
