package io.berth.domain.service;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.ServiceCommand.NodeAccepted;
import io.berth.domain.command.ServiceCommand.NodeEvicts;
import io.berth.domain.command.ServiceCommand.NodeRefused;
import io.berth.domain.command.ServiceCommand.NodeReported;
import io.berth.domain.entity.Decision;
import io.berth.domain.entity.Instruction;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.service.ServiceEvent.TasksEvicted;
import io.berth.domain.service.ServiceEvent.TasksObserved;
import io.berth.domain.service.ServiceEvent.TasksRefused;
import io.berth.domain.service.ServiceEvent.TasksStopped;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What nodes' answers and reports do to a service. All of them may arrive twice, late, or for tasks long gone. */
final class NodeDecisions {
    private NodeDecisions() {}

    static Decision<ServiceEvent> accepted(ServiceState state, NodeAccepted accepted, Instant now) {
        List<TaskReport> reports = new ArrayList<>();
        List<TaskId> unwanted = new ArrayList<>();
        for (TaskId id : accepted.tasks()) {
            Task task = state.tasks().get(id);
            if (task == null || !task.isLive()) {
                unwanted.add(id);
            } else if (task.status().state() == TaskState.ASSIGNED) {
                reports.add(new TaskReport(id, TaskStatus.of(TaskState.ACCEPTED, now, "accepted")));
            }
        }
        return new Decision.Accept<>(observed(accepted.node(), reports), stop(state, accepted.node(), unwanted));
    }

    static Decision<ServiceEvent> refused(ServiceState state, NodeRefused refused) {
        List<TaskId> open = refused.tasks().stream()
                .filter(id -> {
                    Task task = state.tasks().get(id);
                    return task != null && task.status().state() == TaskState.ASSIGNED;
                })
                .toList();
        return open.isEmpty()
                ? Decision.noChange()
                : Decision.accept(new TasksRefused(refused.node(), open, refused.reason()));
    }

    /** A report that tells nothing new changes nothing, but ends are answered with a release each time. */
    static Decision<ServiceEvent> reported(ServiceState state, NodeReported reported) {
        List<TaskReport> news = new ArrayList<>();
        List<TaskId> ended = new ArrayList<>();
        List<TaskId> unwanted = new ArrayList<>();
        for (TaskReport report : reported.reports()) {
            Task task = state.tasks().get(report.task());
            boolean isEnd = report.status().state().isTerminal();
            if (isEnd) {
                ended.add(report.task());
            }
            if (task != null && task.isLive()) {
                if (task.status().isOutdatedBy(report.status())) {
                    news.add(report);
                }
            } else if (!isEnd) {
                unwanted.add(report.task());
            }
        }
        List<Instruction> answers = new ArrayList<>(stop(state, reported.node(), unwanted));
        if (!ended.isEmpty()) {
            answers.add(new Instruction.Tell(reported.node().ref(), new NodeCommand.Release(state.id(), ended)));
        }
        return new Decision.Accept<>(observed(reported.node(), news), answers);
    }

    /**
     * What runs is replaced when it is its turn, if it can wait. What does not run yet serves nobody, and a job's or a
     * node's own task has nowhere else to be.
     */
    static Decision<ServiceEvent> evicts(ServiceState state, NodeEvicts evicts) {
        boolean canWait = evicts.canWait()
                && state.exists()
                && !state.isRemoving()
                && !state.spec().mode().isJob()
                && !state.spec().mode().isGlobal();
        List<TaskId> leaving = new ArrayList<>();
        List<TaskId> stopped = new ArrayList<>();
        for (TaskId id : evicts.tasks()) {
            Task task = state.tasks().get(id);
            if (task == null || !task.isLive() || !task.isWanted()) {
                continue;
            }
            if (!canWait || !task.isRunning()) {
                stopped.add(id);
            } else if (!task.isEvicted()) {
                leaving.add(id);
            }
        }
        List<ServiceEvent> events =
                new ArrayList<>(Chunks.of(leaving, chunk -> new TasksEvicted(evicts.node(), chunk, evicts.reason())));
        events.addAll(Chunks.of(stopped, chunk -> new TasksStopped(chunk, evicts.reason())));
        return new Decision.Accept<>(events, List.of());
    }

    private static List<ServiceEvent> observed(NodeId node, List<TaskReport> reports) {
        return Chunks.of(reports, chunk -> new TasksObserved(node, chunk));
    }

    private static List<Instruction> stop(ServiceState state, NodeId node, List<TaskId> tasks) {
        return tasks.isEmpty()
                ? List.of()
                : List.of(new Instruction.Tell(node.ref(), new NodeCommand.Stop(state.id(), tasks)));
    }
}
