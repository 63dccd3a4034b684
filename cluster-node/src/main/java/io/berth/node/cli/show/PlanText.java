package io.berth.node.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A plan as lines for people: what happens to each thing, and below it the fields that change and where tasks go. */
public final class PlanText {
    private static final String BELOW = "    ";

    private PlanText() {}

    /** One line for each secret, config and service, and the details of each service. */
    public static List<String> lines(JsonNode plan) {
        List<String> lines = new ArrayList<>();
        plan.path("secrets").forEach(item -> lines.add(item("secret", item)));
        plan.path("configs").forEach(item -> lines.add(item("config", item)));
        plan.path("services").forEach(service -> {
            lines.add(item("service", service));
            service.path("changes").forEach(change -> lines.add(BELOW + change(change)));
            tasks(service, lines);
        });
        lines.add(summary(plan));
        return lines;
    }

    private static String item(String kind, JsonNode item) {
        return "%-10s %s %s"
                .formatted(item.path("action").asText(), kind, item.path("name").asText());
    }

    private static String change(JsonNode change) {
        return "%s: %s -> %s"
                .formatted(
                        change.path("field").asText(),
                        change.path("from").asText("(nothing)"),
                        change.path("to").asText("(nothing)"));
    }

    private static void tasks(JsonNode service, List<String> lines) {
        int tasks = service.path("newTasks").asInt();
        if (tasks > 0) {
            lines.add(BELOW + (tasks == 1 ? "1 new task:" : tasks + " new tasks:"));
            service.path("text").forEach(text -> lines.add(BELOW + BELOW + text.asText()));
        }
    }

    private static String summary(JsonNode plan) {
        List<String> actions = plan.path("services")
                .valueStream()
                .map(service -> service.path("action").asText())
                .toList();
        int pending = plan.path("services")
                .valueStream()
                .mapToInt(service -> service.path("pending").asInt())
                .sum();
        String counts = actions.stream()
                .distinct()
                .map(action -> actions.stream().filter(action::equals).count() + " " + action)
                .collect(Collectors.joining(", "));
        return "services: %s%s"
                .formatted(
                        counts.isEmpty() ? "none" : counts, pending == 0 ? "" : "; tasks without a place: " + pending);
    }
}
