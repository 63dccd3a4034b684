package io.berth.node.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.berth.node.cli.api.Answer;
import io.berth.node.cli.show.Table;
import io.berth.node.cli.show.Tables;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists tasks. */
@Command(name = "ps", description = "List tasks, those that should run unless --all")
public final class Ps extends ListCommand {
    @Parameters(arity = "0..1", paramLabel = "SERVICE", defaultValue = "", description = "Only those of a service")
    private String service = "";

    @Option(names = "--node", paramLabel = "NODE", defaultValue = "", description = "Only those on a node")
    private String node = "";

    @Option(names = "--stack", paramLabel = "NAME", defaultValue = "", description = "Only those of a stack")
    private String stack = "";

    @Option(
            names = {"-a", "--all"},
            description = "The history of each slot too")
    private boolean isAll;

    @Override
    Answer ask() {
        Answer answer = api().get("/tasks", Map.of("service", service, "node", node, "stack", stack));
        if (isAll || !(answer.body() instanceof ObjectNode body)) {
            return answer;
        }
        ArrayNode wanted = object().arrayNode();
        answer.items().stream()
                .filter(task -> task.path("desired").asText().equals("running"))
                .forEach(wanted::add);
        return new Answer(body.deepCopy().set("items", wanted), answer.version());
    }

    @Override
    Table table() {
        return Tables.tasks(InstantSource.system());
    }
}
