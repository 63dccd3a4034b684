package io.berth.domain.service;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.spec.Mode;
import io.berth.domain.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How long it took until a task ran.
 *
 * @param start from the assignment to {@code running}
 * @param heal from the end of the task before it in its slot, if that one ended without being asked to
 */
public record TaskTimes(Duration start, Optional<Duration> heal) {
    /** Ends that nobody asked for. */
    private static final Set<TaskState> UNASKED =
            EnumSet.of(TaskState.COMPLETE, TaskState.FAILED, TaskState.REJECTED, TaskState.LOST);

    /** The times of the tasks that an event shows to run for the first time. */
    public static List<TaskTimes> of(ServiceState before, ServiceState after, ServiceEvent event) {
        if (!(event instanceof ServiceEvent.TasksObserved observed) || !after.exists()) {
            return List.of();
        }
        return observed.reports().stream()
                .filter(report -> report.status().state() == TaskState.RUNNING && isNews(before, report))
                .flatMap(report -> Optional.ofNullable(after.tasks().get(report.task())).stream())
                .map(task ->
                        new TaskTimes(between(task.createdAt(), task.status().at()), heal(after, task)))
                .toList();
    }

    private static boolean isNews(ServiceState before, TaskReport report) {
        Task task = before.tasks().get(report.task());
        return task != null && task.status().state().compareTo(TaskState.RUNNING) < 0;
    }

    /** A successor of another revision was asked for, and so is the next run of a job. */
    private static Optional<Duration> heal(ServiceState state, Task task) {
        Mode mode = state.spec().mode();
        if (mode instanceof Mode.ReplicatedJob || mode instanceof Mode.GlobalJob) {
            return Optional.empty();
        }
        List<Task> inSlot = state.places().at(task.slot()).tasks();
        int place = inSlot.indexOf(task);
        return place < 1
                ? Optional.empty()
                : Optional.of(inSlot.get(place - 1))
                        .filter(previous -> previous.revision() == task.revision()
                                && UNASKED.contains(previous.status().state()))
                        .map(previous ->
                                between(previous.status().at(), task.status().at()));
    }

    /** Clocks of two machines may differ. */
    private static Duration between(Instant from, Instant to) {
        return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
    }
}
