package io.berth.http.event;

import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Journaled;
import io.berth.domain.node.NodeEvent;
import io.berth.domain.service.ServiceEvent;
import io.berth.http.route.Call;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which events a stream shows. Types may be several, with commas; a type such as {@code service} means all of its kind.
 *
 * @param types empty for all
 * @param service name of a service
 * @param stack whose services are shown
 * @param node id of a node
 * @param namespace of services, secrets and configs
 * @param stacks entities of services by stack when the stream began
 */
record EventFilter(
        List<String> types,
        Optional<String> service,
        Optional<String> stack,
        Optional<String> node,
        Optional<String> namespace,
        Map<String, Set<String>> stacks) {
    static EventFilter of(Call call, Map<String, Set<String>> stacks) {
        List<String> types = call.query("type").stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .toList();
        return new EventFilter(
                types, call.query("service"), call.query("stack"), call.query("node"), call.query("namespace"), stacks);
    }

    boolean shows(Journaled event) {
        return isOfType(event)
                && service.map(name -> isService(event, name)).orElse(true)
                && stack.map(name -> isOfStack(event, name)).orElse(true)
                && node.map(id -> isOfNode(event, id)).orElse(true)
                && namespace.map(name -> isIn(event, name)).orElse(true);
    }

    private boolean isOfType(Journaled event) {
        return types.isEmpty()
                || types.stream()
                        .anyMatch(type ->
                                type.equals(event.type()) || event.type().startsWith(type + "."));
    }

    private static boolean isService(Journaled event, String name) {
        return event.entity().kind() == EntityRef.Kind.SERVICE
                && event.entity().id().endsWith("/" + name);
    }

    /** Also of services that joined the stack after the stream began. */
    private boolean isOfStack(Journaled event, String name) {
        if (event.entity().kind() != EntityRef.Kind.SERVICE) {
            return false;
        }
        boolean isBornInIt = event.recorded().event() instanceof ServiceEvent.ServiceCreated created
                && created.spec().stack().equals(name);
        return isBornInIt
                || stacks.getOrDefault(name, Set.of()).contains(event.entity().id())
                || nameOf(event).startsWith(name + "_");
    }

    private static boolean isOfNode(Journaled event, String id) {
        return switch (event.recorded().event()) {
            case NodeEvent _ -> event.entity().id().equals(id);
            case ServiceEvent.TasksAssigned assigned ->
                assigned.tasks().stream().anyMatch(task -> task.node().value().equals(id));
            case ServiceEvent.TasksObserved observed -> observed.node().value().equals(id);
            case ServiceEvent.TasksRefused refused -> refused.node().value().equals(id);
            default -> false;
        };
    }

    private static boolean isIn(Journaled event, String namespace) {
        String[] parts = event.entity().id().split("/", -1);
        return switch (event.entity().kind()) {
            case SERVICE -> parts.length == 3 && parts[1].equals(namespace);
            case SECRET, CONFIG -> parts[0].equals(namespace);
            case NODE, CLAIM, CLUSTER -> false;
        };
    }

    private static String nameOf(Journaled event) {
        return event.entity().id().substring(event.entity().id().lastIndexOf('/') + 1);
    }
}
