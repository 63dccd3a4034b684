package io.berth.node.cli.command;

import io.berth.node.cli.api.Answer;
import io.berth.node.cli.exit.ExitCode;
import io.berth.node.cli.show.Display;
import io.berth.node.cli.show.Progress;
import io.berth.node.cli.show.Table;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that lists things, once or again and again. */
abstract class ListCommand extends ApiCommand {
    /** What a person can follow. */
    private static final Duration WATCH_INTERVAL = Duration.ofMillis(500);

    private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";

    @Mixin
    private Display display = new Display();

    @Option(
            names = {"-w", "--watch"},
            description = "Show the list again whenever it changes, until stopped")
    private boolean isWatching;

    abstract Answer ask();

    abstract Table table();

    @Override
    public Integer call() {
        String shown = render();
        out().print(shown);
        out().flush();
        while (isWatching) {
            Progress.pause(WATCH_INTERVAL);
            String now = render();
            if (!now.equals(shown)) {
                out().print(display.isTable() ? CLEAR_SCREEN + now : now);
                out().flush();
                shown = now;
            }
        }
        return ExitCode.DONE;
    }

    private String render() {
        StringWriter text = new StringWriter();
        display.list(new PrintWriter(text, true), ask(), table());
        return text.toString();
    }
}
