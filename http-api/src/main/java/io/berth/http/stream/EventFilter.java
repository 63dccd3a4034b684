package io.berth.http.stream;

import io.berth.domain.claim.ClaimEvent;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Journaled;
import io.berth.domain.node.NodeEvent;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.spec.Violation;
import io.berth.http.event.EventTypes;
import io.berth.http.problem.Refusal;
import io.berth.http.route.Call;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Which events a stream shows; an event must pass every part. Types and labels may be several, with commas.
 *
 * @param types such as {@code service.tasks-assigned}, or {@code service} for all of that kind; empty for all
 * @param service name of a service
 * @param node id of a node
 * @param namespace of services, secrets and configs
 * @param labels that the entity has at the time of the event; a stack is one of them. An empty value stands for any
 * @param membership knows the labels
 */
record EventFilter(
        List<String> types,
        Optional<String> service,
        Optional<String> node,
        Optional<String> namespace,
        Map<String, String> labels,
        Membership membership) {
    /** What can stand in a query. */
    static final List<String> PARAMETERS = List.of("type", "service", "stack", "node", "namespace", "label");

    /**
     * Reads the query of a call.
     *
     * @param node the id of the node that {@code ?node=} names
     * @param membership knows the labels of entities
     */
    static EventFilter of(Call call, Optional<String> node, Membership membership) {
        List<String> types = words(call, "type");
        types.stream().filter(type -> !EventTypes.isKnown(type)).findFirst().ifPresent(type -> {
            throw Refusal.malformed(
                    "cannot read ?type=%s: there is no such type or kind of event; see asyncapi.json".formatted(type),
                    List.of(new Violation("?type", type, "must be a type or a kind of event")));
        });
        Map<String, String> labels = new HashMap<>();
        for (String label : words(call, "label")) {
            int equals = label.indexOf('=');
            labels.put(equals < 0 ? label : label.substring(0, equals), equals < 0 ? "" : label.substring(equals + 1));
        }
        call.query("stack").ifPresent(stack -> labels.put(ServiceSpec.STACK_LABEL, stack));
        return new EventFilter(types, call.query("service"), node, call.query("namespace"), labels, membership);
    }

    private static List<String> words(Call call, String name) {
        return call.query(name).stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    /** Whether everything but the labels says that the stream shows an event. */
    boolean matches(Journaled event, String type) {
        return isOfType(type)
                && service.map(name -> isOfService(event, name)).orElse(true)
                && node.map(id -> isOfNode(event, id)).orElse(true)
                && namespace.map(name -> isIn(event, name)).orElse(true);
    }

    /** Whether the stream shows an event; events must be asked for in their order, each after the answer before. */
    CompletionStage<Boolean> shows(Journaled event, String type) {
        // Asked in any case: it learns of labels from events that are not shown.
        return membership.labels(event).thenApply(actual -> matches(event, type) && hasLabels(actual));
    }

    private boolean isOfType(String type) {
        return types.isEmpty() || types.stream().anyMatch(each -> each.equals(type) || type.startsWith(each + "."));
    }

    private static boolean isOfService(Journaled event, String name) {
        return switch (event.recorded().event()) {
            case ServiceEvent _ -> event.entity().id().endsWith("/" + name);
            case ClaimEvent.Claimed(ServiceId holder, var _, var _) ->
                holder.name().equals(name);
            case ClaimEvent.Confirmed(ServiceId holder, var _, var _) ->
                holder.name().equals(name);
            case ClaimEvent.Released(ServiceId holder, var _, var _, var _) ->
                holder.name().equals(name);
            default -> false;
        };
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

    private boolean hasLabels(Map<String, String> actual) {
        return labels.entrySet().stream()
                .allMatch(wanted -> actual.containsKey(wanted.getKey())
                        && (wanted.getValue().isEmpty() || wanted.getValue().equals(actual.get(wanted.getKey()))));
    }

    /** Kinds of entities that have labels. */
    static final List<EntityRef.Kind> LABELLED =
            List.of(EntityRef.Kind.SERVICE, EntityRef.Kind.NODE, EntityRef.Kind.SECRET, EntityRef.Kind.CONFIG);
}
