package io.berth.node.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.berth.node.cli.api.Refused;
import io.berth.node.cli.exit.ExitCode;
import io.berth.node.cli.show.EventText;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Follows events. */
@Command(name = "events", description = "Follow what happens, until stopped")
public final class Events extends ApiCommand {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATA = "data:";
    private static final String ID = "id:";

    /** Between losing a member and asking again. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Option(names = "--since", paramLabel = "POSITION", defaultValue = "", description = "Begin after this position")
    private String since = "";

    @Option(names = "--service", paramLabel = "NAME", defaultValue = "", description = "Only those of a service")
    private String service = "";

    @Option(names = "--node", paramLabel = "NAME", defaultValue = "", description = "Only those of a node")
    private String node = "";

    @Option(names = "--type", paramLabel = "TYPE", defaultValue = "", description = "Such as service.tasks-assigned")
    private String type = "";

    @Option(names = "--json", description = "One JSON document per line")
    private boolean isJson;

    @Option(names = "--label", paramLabel = "KEY[=VALUE]", defaultValue = "", description = "Only of what has a label")
    private String label = "";

    @Option(names = "--stack", paramLabel = "NAME", defaultValue = "", description = "Only those of a stack")
    private String stack = "";

    /** After the last event that was printed; a stream that breaks goes on from here. */
    private String position = "";

    /** Of the event that is being read. */
    private String next = "";

    private boolean hasBegun;

    @Option(names = "--no-follow", description = "End after what has happened so far; with --since 0 all that is kept")
    private boolean isEnding;

    @Override
    public Integer call() throws JsonProcessingException {
        position = since;
        next = since;
        while (true) {
            try {
                if (!follow()) {
                    return ExitCode.DONE;
                }
            } catch (UncheckedIOException e) {
                err().println("the connection broke; going on after event " + position);
            } catch (Refused e) {
                if (!hasBegun || e.status() != 0) {
                    throw e;
                }
            }
            err().flush();
            pause();
        }
    }

    /** Prints events until the stream ends; whether there may be more. */
    private boolean follow() throws JsonProcessingException {
        Map<String, String> query = new HashMap<>(Map.of(
                "since", position, "service", service, "node", node, "type", type, "label", label, "stack", stack));
        query.put("follow", isEnding ? "false" : "");
        boolean isEnd = false;
        try (Stream<String> lines = api().lines("/events", query, Map.of("Accept", "text/event-stream"))) {
            hasBegun = true;
            for (String line : (Iterable<String>) lines::iterator) {
                isEnd |= line.equals("event: end");
                if (line.startsWith(DATA) && !isEnd) {
                    String data = line.substring(DATA.length()).strip();
                    out().println(isJson ? data : EventText.line(JSON.readTree(data)));
                    out().flush();
                } else if (line.startsWith(ID)) {
                    next = line.substring(ID.length()).strip();
                } else if (line.isEmpty()) {
                    position = next;
                }
            }
        }
        return isEnd;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted", e);
        }
    }
}
