package io.berth.node.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the journal says of a round.
 *
 * @param events as the API shows them
 */
record Events(List<JsonNode> events) {
    private static final Set<String> BAD_ENDS = Set.of("failed", "lost", "rejected", "removed");

    /** Tasks that a service has stopped on purpose. */
    Set<String> stopped() {
        Set<String> stopped = new HashSet<>();
        of("service.tasks-stopped")
                .forEach(event -> event.path("data").path("tasks").forEach(id -> stopped.add(id.asText())));
        return stopped;
    }

    /** Tasks that have ended although nobody had told them to. */
    Set<String> brokenOff() {
        Set<String> broken = new HashSet<>();
        of("service.tasks-observed")
                .flatMap(event -> event.path("data").path("tasks").valueStream())
                .filter(report -> BAD_ENDS.contains(report.path("state").asText()))
                .filter(report -> !isStoppedFirst(report.path("task").asText()))
                .forEach(report -> broken.add(report.path("task").asText()));
        return broken;
    }

    /** Whether the service had stopped the task before its end was seen. */
    private boolean isStoppedFirst(String task) {
        for (JsonNode event : events) {
            boolean isNamed = event.path("data")
                    .path("tasks")
                    .valueStream()
                    .anyMatch(named -> named.asText().equals(task) || isEnd(named, task));
            if (isNamed && event.path("type").asText().equals("service.tasks-stopped")) {
                return true;
            }
            if (isNamed && event.path("type").asText().equals("service.tasks-observed")) {
                return false;
            }
        }
        return false;
    }

    private static boolean isEnd(JsonNode report, String task) {
        return report.path("task").asText().equals(task)
                && BAD_ENDS.contains(report.path("state").asText());
    }

    /** Containers or tasks that were found and that no event explained. */
    List<String> orphans() {
        return of("node.orphans-found").map(Events::line).toList();
    }

    private Stream<JsonNode> of(String type) {
        return events.stream().filter(event -> event.path("type").asText().equals(type));
    }

    private static String line(JsonNode event) {
        return "%d %s %s#%d %s %s"
                .formatted(
                        event.path("position").asLong(),
                        event.path("time").asText(),
                        event.path("entity").asText(),
                        event.path("sequence").asLong(),
                        event.path("type").asText(),
                        event.path("text").asText());
    }

    @Override
    public String toString() {
        return events.stream().map(Events::line).collect(Collectors.joining("\n  ", "  ", ""));
    }
}
