package io.berth.node.cli.command;

import io.berth.node.cli.api.Answer;
import io.berth.node.cli.show.Table;
import io.berth.node.cli.show.Tables;
import picocli.CommandLine.Command;

/** Lists nodes. */
@Command(name = "nodes", description = "List nodes")
public final class Nodes extends ListCommand {
    @Override
    Answer ask() {
        return api().get("/nodes");
    }

    @Override
    Table table() {
        return Tables.NODES;
    }
}
