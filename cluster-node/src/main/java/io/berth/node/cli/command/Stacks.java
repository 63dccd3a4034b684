package io.berth.node.cli.command;

import io.berth.node.cli.api.Answer;
import io.berth.node.cli.show.Table;
import io.berth.node.cli.show.Tables;
import picocli.CommandLine.Command;

/** Lists stacks. */
@Command(name = "stacks", description = "List stacks")
public final class Stacks extends ListCommand {
    @Override
    Answer ask() {
        return api().get("/stacks");
    }

    @Override
    Table table() {
        return Tables.STACKS;
    }
}
