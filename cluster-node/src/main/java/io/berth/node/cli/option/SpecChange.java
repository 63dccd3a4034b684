package io.berth.node.cli.option;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.berth.node.cli.api.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Changes of a spec, as options. What is not named stays as it is. */
public final class SpecChange {
    @Option(names = "--image", paramLabel = "IMAGE", description = "The image to run")
    private Optional<String> image = Optional.empty();

    @Option(
            names = "--args",
            paramLabel = "WORD",
            arity = "0..*",
            description = "The arguments, one word each, up to the next option; none for the image's own")
    private @Nullable List<String> args;

    @Option(names = "--env-add", paramLabel = "KEY=VALUE", description = "Set a variable; may be repeated")
    private Map<String, String> envAdd = new LinkedHashMap<>();

    @Option(names = "--env-rm", paramLabel = "KEY", description = "Remove a variable; may be repeated")
    private List<String> envRemove = List.of();

    @Option(names = "--label-add", paramLabel = "KEY=VALUE", description = "Set a label; may be repeated")
    private Map<String, String> labelAdd = new LinkedHashMap<>();

    @Option(names = "--label-rm", paramLabel = "KEY", description = "Remove a label; may be repeated")
    private List<String> labelRemove = List.of();

    @Option(names = "--replicas", paramLabel = "N", description = "How many tasks")
    private Optional<Integer> replicas = Optional.empty();

    @Option(
            names = "--container",
            paramLabel = "NAME",
            description = "Which container of a task --image, --args and --env mean (default: the first)")
    private Optional<String> container = Optional.empty();

    @Option(names = "--force", description = "Replace all tasks even if nothing else changes")
    private boolean isForced;

    /** A copy of the spec with the changes; of a service called {@code service}. */
    public JsonNode applied(String service, JsonNode spec) {
        if (!(spec.deepCopy() instanceof ObjectNode changed)) {
            throw new Refused(0, "the member's answer has no spec of service " + service);
        }
        changeMap(changed.withObject("/labels"), labelAdd, labelRemove);
        replicas.ifPresent(number -> changeReplicas(service, changed.withObject("/mode"), number));
        if (isForced) {
            ObjectNode template = changed.withObject("/template");
            template.put("forceUpdate", template.path("forceUpdate").asLong() + 1);
        }
        if (image.isPresent() || args != null || !envAdd.isEmpty() || !envRemove.isEmpty()) {
            changeContainer(container(service, changed));
        }
        return changed;
    }

    private void changeContainer(ObjectNode target) {
        image.ifPresent(name -> target.put("image", name));
        if (args != null) {
            ArrayNode list = target.putArray("args");
            args.forEach(list::add);
        }
        changeMap(target.withObject("/env"), envAdd, envRemove);
    }

    private ObjectNode container(String service, ObjectNode spec) {
        for (JsonNode each : spec.path("template").path("containers")) {
            boolean isMeant = container.map(each.path("name").asText()::equals).orElse(true);
            if (isMeant && each instanceof ObjectNode found) {
                return found;
            }
        }
        throw new Refused(0, "service %s has no container %s".formatted(service, container.orElse("at all")));
    }

    private static void changeReplicas(String service, ObjectNode mode, int number) {
        String kind = mode.path("kind").asText();
        if (!kind.equals("replicated")) {
            throw new Refused(0, "service %s is %s and has no number of replicas".formatted(service, kind));
        }
        mode.put("replicas", number);
    }

    private static void changeMap(ObjectNode map, Map<String, String> added, List<String> removed) {
        removed.forEach(map::remove);
        added.forEach(map::put);
    }
}
