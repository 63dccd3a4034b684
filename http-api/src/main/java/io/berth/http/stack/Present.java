package io.berth.http.stack;

import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityRef.Kind;
import io.berth.domain.service.ServiceState;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.vault.VaultState;
import io.berth.http.route.Commands;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is there now.
 *
 * @param services all services by id
 * @param items all secrets and configs
 */
public record Present(Map<String, ServiceState> services, Map<EntityRef, VaultState> items) {
    /** Reads all of it. */
    public static CompletionStage<Present> read(Commands commands) {
        return commands.list(Kind.SERVICE, ServiceState.class)
                .thenCombine(
                        commands.list(Kind.SECRET, VaultState.class)
                                .thenCombine(
                                        commands.list(Kind.CONFIG, VaultState.class),
                                        (secrets, configs) -> items(secrets.states(), configs.states())),
                        (services, items) -> new Present(
                                services.states().stream()
                                        .collect(Collectors.toMap(
                                                state -> state.id().toString(), Function.identity())),
                                items));
    }

    private static Map<EntityRef, VaultState> items(List<VaultState> secrets, List<VaultState> configs) {
        return Stream.concat(
                        secrets.stream().map(state -> Map.entry(new EntityRef(Kind.SECRET, state.id()), state)),
                        configs.stream().map(state -> Map.entry(new EntityRef(Kind.CONFIG, state.id()), state)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Optional<ServiceState> service(String id) {
        return Optional.ofNullable(services.get(id));
    }

    /** The services of a stack in a namespace, by name. */
    List<ServiceState> ofStack(String stack, String namespace) {
        return of(services.values(), stack, namespace);
    }

    /** The secrets and configs that a stack's file has made in a namespace. */
    Map<EntityRef, VaultState> itemsOfStack(String stack, String namespace) {
        return items.entrySet().stream()
                .filter(item -> item.getKey().id().startsWith(namespace + "/"))
                .filter(item -> stack.equals(item.getValue().labels().get(ServiceSpec.STACK_LABEL)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static List<ServiceState> of(Collection<ServiceState> services, String stack, String namespace) {
        return services.stream()
                .filter(service -> service.id().namespace().equals(namespace))
                .filter(service -> service.spec().stack().equals(stack))
                .sorted(java.util.Comparator.comparing(service -> service.id().name()))
                .toList();
    }
}
