package io.berth.agent.node;

import static io.berth.agent.Patience.soon;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Collects what an agent reports and waits for what is expected. */
final class Observed implements Consumer<TaskReport> {
    private final Map<TaskId, List<TaskStatus>> statuses = new ConcurrentHashMap<>();

    @Override
    public void accept(TaskReport report) {
        statuses.computeIfAbsent(report.task(), task -> new CopyOnWriteArrayList<>())
                .add(report.status());
    }

    TaskStatus until(TaskId task, TaskState state) {
        soon().until(() -> statuses(task).stream()
                .anyMatch(status -> status.state() == state || status.state().isTerminal()));
        TaskStatus last = statuses(task).stream()
                .filter(status -> status.state() == state || status.state().isTerminal())
                .findFirst()
                .orElseThrow();
        if (last.state() != state) {
            throw new AssertionError("waited for " + state + ", got " + last);
        }
        return last;
    }

    List<TaskStatus> statuses(TaskId task) {
        return statuses.getOrDefault(task, List.of());
    }

    List<TaskState> states(TaskId task) {
        return statuses(task).stream().map(TaskStatus::state).distinct().toList();
    }
}
