package io.berth.node.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.berth.node.cli.exit.ExitCode;
import io.berth.node.cli.show.EventText;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Follows events. */
@Command(name = "events", description = "Follow what happens, until stopped")
public final class Events extends ApiCommand {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATA = "data:";

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

    @Override
    public Integer call() throws JsonProcessingException {
        Map<String, String> query = Map.of("since", since, "service", service, "node", node, "type", type);
        try (Stream<String> lines = api().lines("/events", query, Map.of("Accept", "text/event-stream"))) {
            for (String line : (Iterable<String>) lines::iterator) {
                if (line.startsWith(DATA)) {
                    String data = line.substring(DATA.length()).strip();
                    out().println(isJson ? data : EventText.line(JSON.readTree(data)));
                }
            }
        }
        return ExitCode.DONE;
    }
}
