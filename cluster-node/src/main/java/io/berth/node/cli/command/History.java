package io.berth.node.cli.command;

import io.berth.node.cli.api.Answer;
import io.berth.node.cli.api.Api;
import io.berth.node.cli.show.EventText;
import io.berth.node.cli.show.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists all that has happened to something. */
@Command(name = "history", description = "List what has happened to a service, node, secret or config")
public final class History extends ListCommand {
    @Parameters(paramLabel = "[KIND/]NAME", description = "Such as web, service/web, node/n1, secret/key, config/site")
    private String name = "";

    @Override
    Answer ask() {
        int slash = name.indexOf('/');
        String kind = slash < 0 ? "service" : name.substring(0, slash);
        return api().get("/" + kind + "s/" + Api.segment(name.substring(slash + 1)) + "/history");
    }

    @Override
    Table table() {
        return EventText.TABLE;
    }
}
