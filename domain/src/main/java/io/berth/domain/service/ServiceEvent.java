package io.berth.domain.service;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.entity.EntityEvent;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.placement.Explanation;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import java.time.Instant;
import java.util.List;

/** What has happened to a service. An event names at most {@link #MAX_TASKS} tasks. */
public sealed interface ServiceEvent extends EntityEvent {
    int MAX_TASKS = 1_000;

    record ServiceCreated(ServiceId service, String uid, ServiceSpec spec) implements ServiceEvent {}

    /** The spec was replaced. */
    record SpecChanged(long revision, ServiceSpec spec, Change change) implements ServiceEvent {}

    /** Why a spec was replaced. */
    enum Change {
        UPDATE,
        SCALE,
        RESTART,
        /** The user asked for the previous spec. */
        ROLLBACK,
        /** The rollout failed, and its policy is to go back. */
        REVERT
    }

    /** The service has gained or lost places for tasks. */
    record SlotsChanged(List<Slot> added, List<Slot> removed) implements ServiceEvent {
        public SlotsChanged {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
        }
    }

    /**
     * Tasks were placed; their nodes have not answered yet.
     *
     * @param revision that the tasks run
     * @param why how the nodes were chosen
     */
    record TasksAssigned(long revision, List<AssignedTask> tasks, Explanation why) implements ServiceEvent {
        public TasksAssigned {
            tasks = List.copyOf(tasks);
        }
    }

    /** One placed task. */
    record AssignedTask(TaskId task, Slot slot, NodeId node) {}

    /** No node can take these slots at present; recorded when that, or the reason for it, changes. */
    record SlotsPending(List<Slot> slots, Explanation why) implements ServiceEvent {
        public SlotsPending {
            slots = List.copyOf(slots);
        }
    }

    /** A node has refused tasks; their slots are placed again. */
    record TasksRefused(NodeId node, List<TaskId> tasks, String reason) implements ServiceEvent {
        public TasksRefused {
            tasks = List.copyOf(tasks);
        }
    }

    /** What is seen of tasks has changed. */
    record TasksObserved(NodeId node, List<TaskReport> reports) implements ServiceEvent {
        public TasksObserved {
            reports = List.copyOf(reports);
        }
    }

    /** Tasks are no longer wanted. */
    record TasksStopped(List<TaskId> tasks, String reason) implements ServiceEvent {
        public TasksStopped {
            tasks = List.copyOf(tasks);
        }
    }

    /** Tasks are to leave a node. They run on until it is their turn to be replaced. */
    record TasksEvicted(NodeId node, List<TaskId> tasks, String reason) implements ServiceEvent {
        public TasksEvicted {
            tasks = List.copyOf(tasks);
        }
    }

    /** A task has ended by itself; its slot is filled again at {@code due}. */
    record RestartPlanned(Slot slot, TaskId ended, Instant due, int attempt) implements ServiceEvent {}

    /** A task has ended by itself, and its slot stays empty until the spec changes. */
    record RestartsEnded(Slot slot, TaskId ended, String reason) implements ServiceEvent {}

    /** Slots with tasks of an older template are to be replaced. */
    record RolloutStarted(long revision, Rollout.Kind kind, int slots, String message) implements ServiceEvent {}

    /** The next slots of the rollout are being replaced. */
    record RolloutStepped(List<Slot> slots) implements ServiceEvent {
        public RolloutStepped {
            slots = List.copyOf(slots);
        }
    }

    /** The rollout pauses, goes on or has ended. */
    record RolloutChanged(Rollout.Status status, String message) implements ServiceEvent {}

    /** Ports that this service holds for good. */
    record ClaimHeld(String claim) implements ServiceEvent {}

    /** A port that this service no longer holds. */
    record ClaimLetGo(String claim) implements ServiceEvent {}

    /** The user wants the service gone; its tasks are being stopped. */
    record RemovalStarted() implements ServiceEvent {}

    /** The last task has stopped, the last claim is released. */
    record ServiceRemoved() implements ServiceEvent {}
}
