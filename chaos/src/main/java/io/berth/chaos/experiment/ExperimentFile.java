package io.berth.chaos.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.berth.chaos.experiment.Experiment.Order;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads experiments from YAML. */
public final class ExperimentFile {
    /** The ready experiments. */
    public static final List<String> READY =
            List.of("cut-link", "kill-process", "kill-task", "pause-process", "pause-task");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([a-z][a-z0-9-]*)(?::-([^}]*))?}");
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final String DEFAULT_RECOVERY = "30s";
    private static final int OK = 200;

    private ExperimentFile() {}

    /** The text of a ready experiment, such as {@code kill-task}. */
    public static String ready(String name) {
        try (InputStream file = ExperimentFile.class.getResourceAsStream("ready/" + name + ".yml")) {
            if (file == null) {
                throw new ExperimentRefused(
                        "there is no ready experiment %s: there are %s".formatted(name, String.join(", ", READY)));
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ExperimentRefused("the ready experiment %s cannot be read".formatted(name), e);
        }
    }

    /**
     * Reads a file.
     *
     * @param variables for {@code ${name}}; what has no value there needs a default, as in {@code ${name:-value}}
     */
    public static Experiment read(String yaml, Map<String, String> variables) {
        JsonNode root;
        try {
            root = new YAMLMapper().readTree(filled(yaml, variables));
        } catch (JsonProcessingException e) {
            throw new ExperimentRefused("the experiment is no YAML: " + e.getOriginalMessage(), e);
        }
        only(root, "the experiment", Set.of("title", "steady-state", "method", "recover-within"));
        JsonNode method = root.path("method");
        only(method, "method", Set.of("order", "seed", "faults"));
        List<Probe> probes =
                items(root, "steady-state").map(ExperimentFile::probe).toList();
        List<Fault> faults = items(method, "faults").map(ExperimentFile::fault).toList();
        return new Experiment(
                text(root, "title"),
                probes,
                order(method.path("order").asText("sequence")),
                method.path("seed").asLong(1),
                faults,
                duration(root.path("recover-within").asText(DEFAULT_RECOVERY), "recover-within"));
    }

    private static String filled(String yaml, Map<String, String> variables) {
        return VARIABLE.matcher(yaml).replaceAll(found -> {
            String value = variables.getOrDefault(found.group(1), found.group(2));
            if (value == null) {
                throw new ExperimentRefused(
                        "the experiment needs a value for %1$s: say --set %1$s=VALUE".formatted(found.group(1)));
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static Probe probe(JsonNode probe) {
        String kind = kind(probe, "a probe", Set.of("service", "http", "command"));
        JsonNode value = probe.path(kind);
        return switch (kind) {
            case "service" -> new Probe.Desired(value.asText());
            case "http" ->
                new Probe.Http(text(value, "url"), value.path("status").asInt(OK));
            default ->
                new Probe.Command(value.valueStream().map(JsonNode::asText).toList());
        };
    }

    private static Fault fault(JsonNode fault) {
        String kind =
                kind(fault, "a fault", Set.of("kill-task", "pause-task", "kill-process", "pause-process", "cut-link"));
        JsonNode value = fault.path(kind);
        return switch (kind) {
            case "kill-task" -> new Fault.KillTask(text(value, "service"));
            case "pause-task" -> new Fault.PauseTask(text(value, "service"), lasting(value));
            case "kill-process" -> new Fault.KillProcess(pid(value));
            case "pause-process" -> new Fault.PauseProcess(pid(value), lasting(value));
            default -> new Fault.CutLink(text(value, "host"), lasting(value));
        };
    }

    private static long pid(JsonNode value) {
        long pid = value.path("pid").asLong();
        if (pid <= 1) {
            throw new ExperimentRefused("pid must be a process of this machine, got \"%s\""
                    .formatted(value.path("pid").asText()));
        }
        return pid;
    }

    private static Duration lasting(JsonNode value) {
        return duration(text(value, "for"), "for");
    }

    private static Duration duration(String text, String field) {
        return Words.read(text)
                .filter(duration -> duration.compareTo(LONGEST) <= 0)
                .orElseThrow(() -> new ExperimentRefused(
                        "%s must be a duration such as 500ms, 10s or 2m, of 30m at most; got \"%s\""
                                .formatted(field, text)));
    }

    private static Order order(String word) {
        try {
            return Order.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ExperimentRefused("order must be sequence, parallel or random, got " + word, e);
        }
    }

    private static Stream<JsonNode> items(JsonNode parent, String name) {
        JsonNode list = parent.path(name);
        if (!list.isArray() || list.isEmpty()) {
            throw new ExperimentRefused(name + " must be a list of one or more");
        }
        return list.valueStream();
    }

    private static String text(JsonNode parent, String name) {
        String text = parent.path(name).asText();
        if (text.isBlank()) {
            throw new ExperimentRefused(name + " is missing in " + parent);
        }
        return text;
    }

    /** The only key of a map, which says what the rest is. */
    private static String kind(JsonNode item, String what, Set<String> known) {
        only(item, what, known);
        if (item.size() != 1) {
            throw new ExperimentRefused("%s is one of %s, got %s".formatted(what, new TreeSet<>(known), item));
        }
        return item.fieldNames().next();
    }

    private static void only(JsonNode map, String what, Set<String> known) {
        map.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw new ExperimentRefused(
                        "%s does not know %s: it knows %s".formatted(what, key, new TreeSet<>(known)));
            }
        });
    }
}
