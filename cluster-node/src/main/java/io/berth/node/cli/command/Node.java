package io.berth.node.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.berth.node.cli.api.Api;
import io.berth.node.cli.exit.ExitCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes and removes nodes. */
@Command(
        name = "node",
        description = "Change or remove a node",
        subcommands = {Node.Change.class, Node.Remove.class, Node.Revoke.class})
public final class Node extends GroupCommand {
    /** Changes labels and availability. */
    @Command(name = "update", description = "Change labels or availability of a node")
    public static final class Change extends ApiCommand {
        @Parameters(paramLabel = "NODE", description = "Its id, or its hostname if only one node has it")
        private String name = "";

        @Option(names = "--label-add", paramLabel = "KEY=VALUE", description = "Set a label; may be repeated")
        private Map<String, String> labelAdd = new LinkedHashMap<>();

        @Option(names = "--label-rm", paramLabel = "KEY", description = "Remove a label; may be repeated")
        private List<String> labelRemove = List.of();

        @Option(
                names = "--availability",
                paramLabel = "WORD",
                description = "active: takes tasks; pause: takes no new ones; drain: moves the present ones away too")
        private Optional<String> availability = Optional.empty();

        @Override
        public Integer call() {
            ObjectNode patch = object();
            if (!labelAdd.isEmpty() || !labelRemove.isEmpty()) {
                ObjectNode labels = patch.putObject("labels");
                labelAdd.forEach(labels::put);
                labelRemove.forEach(labels::putNull);
            }
            availability.ifPresent(word -> patch.put("availability", word));
            api().patch("/nodes/" + Api.segment(name), patch);
            out().println("updated node " + name);
            return ExitCode.DONE;
        }
    }

    /** Removes a node for good. */
    @Command(name = "rm", description = "Remove a node that is down")
    public static final class Remove extends ApiCommand {
        @Parameters(paramLabel = "NODE", description = "Its id, or its hostname if only one node has it")
        private String name = "";

        @Option(names = "--force", description = "Even if it is not down")
        private boolean isForced;

        @Override
        public Integer call() {
            api().delete("/nodes/" + Api.segment(name), Map.of("force", isForced ? "true" : ""));
            out().println("removed node " + name);
            return ExitCode.DONE;
        }
    }

    /** Shuts a node out. */
    @Command(name = "revoke", description = "Revoke a node's certificates: its agent is told nothing any more")
    public static final class Revoke extends ApiCommand {
        @Parameters(paramLabel = "NODE", description = "Its id, or its hostname if only one node has it")
        private String name = "";

        @Override
        public Integer call() {
            String id =
                    api().get("/nodes/" + Api.segment(name)).body().path("id").asText();
            api().post("/revocations", object().put("name", id));
            out().println("revoked the certificates of node " + id);
            return ExitCode.DONE;
        }
    }
}
