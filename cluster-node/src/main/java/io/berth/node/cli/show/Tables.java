package io.berth.node.cli.show;

import static io.berth.node.cli.show.Table.column;
import static io.berth.node.cli.show.Table.field;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.stream.Collectors;

/** The tables of the things that the API lists. */
public final class Tables {
    public static final Table SERVICES = Table.of(
            field("NAME", "name"),
            field("MODE", "mode"),
            column(
                    "RUNNING",
                    item -> item.path("running").asInt() + "/"
                            + item.path("desired").asInt()),
            field("IMAGE", "images"),
            column("PORTS", Tables::ports),
            column("STATUS", Tables::status));

    public static final Table NODES = Table.of(
            field("ID", "id"),
            field("HOSTNAME", "hostname"),
            field("STATUS", "status"),
            field("AVAILABILITY", "availability"),
            field("ROLE", "role"),
            field("RUNTIMES", "runtimes"),
            field("TASKS", "tasks"),
            field("LABELS", "labels"));

    public static final Table STACKS = Table.of(field("NAME", "name"), column("SERVICES", Tables::serviceNames));

    public static final Table FILES = Table.of(
            field("NAME", "name"),
            field("VERSION", "version"),
            field("CREATED", "createdAt"),
            field("LABELS", "labels"));

    public static final Table TOKENS = Table.of(
            field("ID", "id"), field("ROLE", "role"), field("CREATED", "createdAt"), field("EXPIRES", "expiresAt"));

    private Tables() {}

    /** Tasks, with the time since their state changed. */
    public static Table tasks(InstantSource clock) {
        return Table.of(
                column("TASK", item -> shortName(item.path("name").asText())),
                field("IMAGE", "images"),
                column(
                        "NODE",
                        item -> firstNonEmpty(
                                item.path("hostname").asText(),
                                item.path("node").asText())),
                field("DESIRED", "desired"),
                column(
                        "STATE",
                        item -> item.path("state").asText()
                                + since(item.path("changedAt").asText(), clock)),
                column("PORTS", Tables::ports),
                column(
                        "WHY",
                        item -> firstNonEmpty(
                                item.path("error").asText(), item.path("reason").asText())));
    }

    /** {@code 8081->5000/tcp}. */
    static String ports(JsonNode item) {
        return item.path("ports")
                .valueStream()
                .map(port -> "%d->%d/%s"
                        .formatted(
                                port.path("published").asInt(),
                                port.path("target").asInt(),
                                port.path("protocol").asText("tcp")))
                .collect(Collectors.joining(","));
    }

    private static String serviceNames(JsonNode stack) {
        return stack.path("services")
                .valueStream()
                .map(service -> service.path("name").asText())
                .collect(Collectors.joining(","));
    }

    private static String status(JsonNode service) {
        if (service.path("removing").asBoolean()) {
            return "removing";
        }
        int pending = service.path("pending").asInt();
        String rollout = words(service.path("rollout").asText());
        return pending > 0
                ? pending + " pending, see `berth why " + service.path("name").asText() + "`"
                : rollout;
    }

    /** {@code rollback completed} for {@code rollbackCompleted}. */
    static String words(String camelCase) {
        return camelCase.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /** The beginning of the id is enough to name a task. */
    private static String shortName(String name) {
        int id = name.lastIndexOf('.') + 1;
        return name.length() > id + 12 ? name.substring(0, id + 12) : name;
    }

    private static String since(String time, InstantSource clock) {
        try {
            return " " + age(Duration.between(Instant.parse(time), clock.instant()));
        } catch (DateTimeParseException e) {
            return "";
        }
    }

    /** The largest unit only: {@code 42s}, {@code 3m}, {@code 5h}, {@code 2d}. */
    static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + "m";
        }
        return seconds < 86_400 ? seconds / 3_600 + "h" : seconds / 86_400 + "d";
    }

    private static String firstNonEmpty(String first, String second) {
        return first.isEmpty() ? second : first;
    }
}
