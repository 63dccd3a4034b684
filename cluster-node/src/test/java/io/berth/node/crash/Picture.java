package io.berth.node.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the API says at one moment, and what the operating system says.
 *
 * @param services as the API shows them
 * @param tasks as the API shows them
 * @param processes everything with the test's marker
 */
record Picture(List<JsonNode> services, List<JsonNode> tasks, List<MarkedProcess> processes) {
    private static final Set<String> ENDED = Set.of("complete", "failed", "shutdown", "rejected", "lost", "removed");

    static Picture take(Api api, String marker) throws IOException, InterruptedException {
        return new Picture(api.items("services"), api.items("tasks"), MarkedProcess.all(marker));
    }

    /** Everything that is not as wished; empty once the services have converged and the processes are just those. */
    List<String> differences(List<Client> clients) {
        List<String> differences = new ArrayList<>();
        clients.forEach(client -> compare(client, differences));
        tasks.stream()
                .filter(task -> !ENDED.contains(state(task)))
                .filter(task -> !state(task).equals("running")
                        || !task.path("desired").asText().equals("running"))
                .forEach(task -> differences.add("still on its way: " + text(task)));
        Set<String> explained = new HashSet<>();
        running().forEach((id, task) -> {
            List<MarkedProcess> programs = processes.stream()
                    .filter(process -> process.isProgram() && process.task().equals(id))
                    .toList();
            compare(task, programs, differences);
            programs.forEach(program -> explained.add(program.task()));
        });
        processes.stream()
                .filter(process -> !explained.contains(process.task()))
                .forEach(process -> differences.add("an orphan: " + process));
        return differences;
    }

    private void compare(Client client, List<String> differences) {
        String name = client.service().name();
        Wish wish = client.known();
        JsonNode service = services.stream()
                .filter(each -> each.path("name").asText().equals(name))
                .findFirst()
                .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
        if (!wish.exists()) {
            if (!service.isMissingNode()) {
                differences.add("%s is still being removed".formatted(name));
            }
            return;
        }
        int running = service.path("running").asInt(-1);
        if (running != wish.spec().replicas() || service.path("pending").asInt(-1) != 0) {
            differences.add("%s has %d running, %d wished, %d pending"
                    .formatted(
                            name,
                            running,
                            wish.spec().replicas(),
                            service.path("pending").asInt(-1)));
        }
        if (!Set.of("", "completed", "rollbackCompleted")
                .contains(service.path("rollout").asText())) {
            differences.add("%s has a rollout that is %s"
                    .formatted(name, service.path("rollout").asText()));
        }
        processes.stream()
                .filter(process -> process.service().equals(name) && process.isProgram())
                .filter(process -> !process.content().equals(wish.spec().text()))
                .forEach(process -> differences.add("an old revision: %s, wished %s".formatted(process, wish)));
    }

    private static void compare(JsonNode task, List<MarkedProcess> programs, List<String> differences) {
        String pid = task.path("containers").path(0).path("runtimeId").asText();
        if (programs.size() != 1
                || !pid.equals(Long.toString(programs.getFirst().pid()))) {
            differences.add("%s has the programs %s".formatted(text(task), programs));
        }
    }

    /** Running tasks by id. */
    Map<String, JsonNode> running() {
        return tasks.stream()
                .filter(task -> state(task).equals("running"))
                .collect(Collectors.toMap(task -> task.path("id").asText(), task -> task, (a, b) -> a, TreeMap::new));
    }

    private static String state(JsonNode task) {
        return task.path("state").asText();
    }

    private static String text(JsonNode task) {
        return "task %s of %s revision %d is %s, desired %s, pid %s, %s%s"
                .formatted(
                        task.path("id").asText(),
                        task.path("service").asText() + "." + task.path("slot").asText(),
                        task.path("revision").asLong(),
                        state(task),
                        task.path("desired").asText(),
                        task.path("containers").path(0).path("runtimeId").asText("none"),
                        task.path("message").asText(),
                        task.path("error").asText());
    }

    @Override
    public String toString() {
        Stream<String> all = Stream.of(
                        services.stream()
                                .map(service ->
                                        "service %s revision %d: %d/%d running, %d pending, rollout %s, removing %s"
                                                .formatted(
                                                        service.path("name").asText(),
                                                        service.path("revision").asLong(),
                                                        service.path("running").asInt(),
                                                        service.path("desired").asInt(),
                                                        service.path("pending").asInt(),
                                                        service.path("rollout").asText(),
                                                        service.path("removing").asText())),
                        tasks.stream().map(Picture::text),
                        processes.stream().map(MarkedProcess::toString))
                .flatMap(lines -> lines);
        return all.collect(Collectors.joining("\n  ", "  ", ""));
    }
}
