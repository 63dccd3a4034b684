package io.berth.http.event;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.placement.PlacementText;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.service.ServiceEvent.AssignedTask;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskStatus;
import io.berth.http.json.Words;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What happens to services, in one sentence each. */
final class ServiceEventText {
    /** More names than these are only counted. */
    private static final int MOST_NAMES = 5;

    private ServiceEventText() {}

    static String of(ServiceEvent event) {
        return switch (event) {
            case ServiceEvent.ServiceCreated(var _, String _, ServiceSpec spec) -> "created with " + images(spec);
            case ServiceEvent.SpecChanged(long revision, ServiceSpec spec, var change) ->
                "revision %d by %s, %s".formatted(revision, change.name().toLowerCase(Locale.ROOT), images(spec));
            case ServiceEvent.SlotsChanged(var added, var removed) ->
                "%s added, %d removed".formatted(EventText.count(added.size(), "slot"), removed.size());
            case ServiceEvent.RemovalStarted _ -> "removal started; tasks are being stopped";
            case ServiceEvent.ServiceRemoved _ -> "removed; the last task has stopped";
            case ServiceEvent.ClaimHeld(String claim) -> "holds " + claim;
            case ServiceEvent.ClaimLetGo(String claim) -> "lets go of " + claim;
            case ServiceEvent.RolloutStarted(long revision, var kind, int slots, String message) ->
                "%s to revision %d of %s: %s"
                        .formatted(Words.of(kind), revision, EventText.count(slots, "slot"), message);
            case ServiceEvent.RolloutStepped(var slots) -> "rollout goes on with " + slots(slots);
            case ServiceEvent.RolloutChanged(var status, String message) ->
                "rollout %s: %s".formatted(Words.of(status), message);
            default -> tasks(event);
        };
    }

    private static String tasks(ServiceEvent event) {
        return switch (event) {
            case ServiceEvent.TasksAssigned(long revision, var tasks, var _) ->
                "%s of revision %d assigned: %s"
                        .formatted(EventText.count(tasks.size(), "task"), revision, assigned(tasks));
            case ServiceEvent.SlotsPending(var slots, var why) ->
                "%s waiting: %s".formatted(slots(slots), PlacementText.refusals("them", why));
            case ServiceEvent.TasksRefused(var node, var tasks, String reason) ->
                "node %s refused %s: %s".formatted(node, ids(tasks), reason);
            case ServiceEvent.TasksObserved(var node, var reports) ->
                "on node %s: %s".formatted(node, reports(reports));
            case ServiceEvent.TasksStopped(var tasks, String reason) ->
                "%s told to stop: %s".formatted(ids(tasks), reason);
            case ServiceEvent.TasksEvicted(var node, var tasks, String reason) ->
                "%s to be replaced: %s".formatted(ids(tasks), reason);
            case ServiceEvent.RestartPlanned(Slot slot, TaskId ended, var due, int attempt) ->
                "slot %s restarts at %s (attempt %d), task %s ended".formatted(slot, due, attempt, ended);
            case ServiceEvent.RestartsEnded(Slot slot, TaskId ended, String reason) ->
                "slot %s stays empty after task %s: %s".formatted(slot, ended, reason);
            default -> event.getClass().getSimpleName();
        };
    }

    /** Of one task: {@code failed, exit code 1: out of memory}. */
    static String status(TaskStatus status) {
        StringBuilder text = new StringBuilder(status.state().word());
        status.exitCode().ifPresent(code -> text.append(", exit code ").append(code));
        if (!status.error().isEmpty()) {
            text.append(": ").append(status.error());
        }
        return text.toString();
    }

    private static String images(ServiceSpec spec) {
        return spec.template().containers().stream()
                .map(container -> container.image())
                .distinct()
                .collect(Collectors.joining(", ", "image ", ""));
    }

    private static String slots(Collection<Slot> slots) {
        return EventText.count(slots.size(), "slot")
                + named(slots.stream().map(Slot::toString).toList());
    }

    private static String ids(List<TaskId> tasks) {
        return EventText.count(tasks.size(), "task")
                + named(tasks.stream().map(TaskId::value).toList());
    }

    private static String named(List<String> names) {
        return names.size() > MOST_NAMES ? "" : " (" + String.join(", ", names) + ")";
    }

    private static String assigned(List<AssignedTask> tasks) {
        if (tasks.size() <= MOST_NAMES) {
            return tasks.stream()
                    .map(task -> "slot %s to %s".formatted(task.slot(), task.node()))
                    .collect(Collectors.joining(", "));
        }
        return "to "
                + EventText.count(
                        (int) tasks.stream().map(AssignedTask::node).distinct().count(), "node");
    }

    private static String reports(List<TaskReport> reports) {
        if (reports.size() <= MOST_NAMES) {
            return reports.stream()
                    .map(report -> "task %s %s".formatted(report.task(), status(report.status())))
                    .collect(Collectors.joining("; "));
        }
        Map<String, Long> counts = reports.stream()
                .collect(Collectors.groupingBy(
                        report -> report.status().state().word(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
