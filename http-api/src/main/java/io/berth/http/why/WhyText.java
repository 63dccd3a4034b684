package io.berth.http.why;

import io.berth.domain.placement.Explanation;
import io.berth.domain.placement.PlacementText;
import io.berth.domain.service.ServiceState;
import io.berth.domain.service.Task;
import io.berth.domain.task.TaskState;
import io.berth.http.event.EventView;
import io.berth.http.task.FoundTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The answer to "why" in lines for people. */
final class WhyText {
    private WhyText() {}

    static List<String> of(FoundTask found, Story story) {
        Task task = found.task();
        List<String> lines = new ArrayList<>();
        lines.add("task %s is %s on node %s, revision %d"
                .formatted(found.name(), task.status().state().word(), task.node(), task.revision()));
        if (!task.isWanted()) {
            lines.add("it is not wanted any more: " + task.reason());
        }
        if (!task.status().error().isEmpty()) {
            lines.add("it failed: " + task.status().error());
        }
        story.placement().ifPresent(why -> lines.addAll(placement(task.node().value(), why)));
        story.steps().forEach(step -> lines.add(step(step)));
        return lines;
    }

    static List<String> of(
            ServiceState service, List<PendingView> pending, Set<String> problems, List<String> help, Story story) {
        long running = service.tasks().values().stream()
                .filter(task -> task.isWanted() && task.status().state() == TaskState.RUNNING)
                .count();
        List<String> lines = new ArrayList<>();
        lines.add("service %s is at revision %d, %d tasks run, %d slots wait"
                .formatted(
                        service.id().name(),
                        service.revision(),
                        running,
                        pending.stream().mapToInt(each -> each.slots().size()).sum()));
        pending.forEach(each -> lines.add("slots %s: %s".formatted(String.join(", ", each.slots()), each.text())));
        problems.stream().sorted().forEach(lines::add);
        help.forEach(each -> lines.add("what would help: " + each));
        service.slots().forEach((slot, remembered) -> {
            if (remembered.isGivenUp()) {
                lines.add("slot %s stays empty: its restarts are used up, or its policy allows none".formatted(slot));
            }
        });
        service.rollout()
                .ifPresent(rollout -> lines.add("last rollout, to revision %d: %s, %s"
                        .formatted(rollout.revision(), rollout.status().word(), rollout.message())));
        story.steps().forEach(step -> lines.add(step(step)));
        return lines;
    }

    private static List<String> placement(String node, Explanation why) {
        List<String> lines = new ArrayList<>();
        lines.add("node %s was chosen among %d looked at (ties broken by seed %d)"
                .formatted(node, why.nodes(), why.seed()));
        why.candidates()
                .forEach(candidate -> lines.add("  %s had %d tasks of the service, %d in all, %d/1000 reserved; got %d"
                        .formatted(
                                candidate.node(),
                                candidate.ownTasks(),
                                candidate.allTasks(),
                                candidate.reservedPermille(),
                                candidate.given())));
        why.refusals().forEach(refusal -> lines.add("  refused: " + PlacementText.refusal(refusal, why.nodes())));
        return lines;
    }

    private static String step(EventView step) {
        Optional<String> origin = Optional.of(step.cause().origin())
                .filter(text -> !text.isEmpty())
                .map(text -> ", from " + text);
        return "%s #%d %s (by %s%s)"
                .formatted(
                        step.time(), step.sequence(), step.text(), step.cause().actor(), origin.orElse(""));
    }
}
