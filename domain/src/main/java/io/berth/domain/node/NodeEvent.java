package io.berth.domain.node;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.ReservedTask;
import io.berth.domain.command.TaskGroup;
import io.berth.domain.entity.EntityEvent;
import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.fleet.NodeInfo;
import io.berth.domain.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What has happened to a node. */
public sealed interface NodeEvent extends EntityEvent {
    /**
     * An agent has connected; {@code incarnation} counts its connections and only rises.
     *
     * @param run which start of the agent's process it was; empty if it was not told
     */
    record AgentConnected(NodeId node, String session, long incarnation, String run, NodeInfo info)
            implements NodeEvent {}

    /** The connection has ended; tasks are lost if no other begins before {@code leaseEnds}. */
    record AgentDisconnected(String session, String reason, Instant leaseEnds) implements NodeEvent {}

    /** The lease has ended without a new connection; tasks that were alive are lost. */
    record NodeWentDown(String reason) implements NodeEvent {}

    /** An operator has set labels and availability to these values. */
    record NodeUpdated(Map<String, String> labels, Availability availability) implements NodeEvent {
        public NodeUpdated {
            labels = Map.copyOf(labels);
        }
    }

    /** Tasks of one group have entered the books. */
    record TasksReserved(TaskGroup group, List<ReservedTask> tasks) implements NodeEvent {
        public TasksReserved {
            tasks = List.copyOf(tasks);
        }
    }

    /** Tasks must stop. */
    record TasksStopRequested(List<TaskId> tasks) implements NodeEvent {
        public TasksStopRequested {
            tasks = List.copyOf(tasks);
        }
    }

    /** The agent has reported, or what it holds was compared with the books. */
    record TasksReported(List<TaskReport> reports) implements NodeEvent {
        public TasksReported {
            reports = List.copyOf(reports);
        }
    }

    /** Tasks have left the books, or were refused a place in them; their ids are refused from now on. */
    record TasksReleased(List<TaskId> tasks) implements NodeEvent {
        public TasksReleased {
            tasks = List.copyOf(tasks);
        }
    }

    /** Containers or tasks were found that the books do not explain; they are being stopped. */
    record OrphansFound(List<String> ids) implements NodeEvent {
        public OrphansFound {
            ids = List.copyOf(ids);
        }
    }

    /** An operator has removed the node. */
    record NodeRemoved() implements NodeEvent {}
}
