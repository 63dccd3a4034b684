package io.berth.node.cli.show;

import static io.berth.node.cli.show.Table.column;
import static io.berth.node.cli.show.Table.field;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Recorded events as lines. */
public final class EventText {
    public static final Table TABLE = Table.of(
            field("#", "sequence"),
            column("TIME", EventText::time),
            field("EVENT", "type"),
            column("WHAT", EventText::what),
            column("BY", event -> event.path("cause").path("actor").asText()));

    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private EventText() {}

    /** One event on one line. */
    public static String line(JsonNode event) {
        return "%s  %s  %s  %s"
                .formatted(time(event), event.path("type").asText(), Table.text(event.path("entity")), what(event))
                .stripTrailing();
    }

    private static String what(JsonNode event) {
        return event.path("text").asText("");
    }

    private static String time(JsonNode event) {
        String at = event.path("time").asText();
        try {
            return LOCAL.format(Instant.parse(at));
        } catch (DateTimeParseException e) {
            return at;
        }
    }
}
